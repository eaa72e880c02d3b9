import { Refusal } from '../../clients/tracker.ts';
import { formatProblems } from '../../sweepfile/formatProblems.ts';
import { parseSpec } from '../../sweepfile/parse.ts';
import type { Spec } from '../../sweepfile/spec.ts';
import { writeYaml } from '../../sweepfile/yaml/writeYaml.ts';

export interface AgentSpec {
  readonly spec: Spec;
  readonly text: string;
  readonly warnings: readonly string[];
  /** The program that a command line's agent starts; undefined if a function is the program. */
  readonly program: string | undefined;
}

/** Stands for the function of a notebook, which the sweep's text does not name. */
const FUNCTION = 'command: [wandb.agent]\n';

/**
 * A sweep whose trials agents run, from the text that W&B's client sends: a sweep file, or the argument that
 * a notebook gives to `wandb.sweep(…)`, which names no program.
 * @throws Refusal with everything that is wrong.
 */
export function readAgentSpec(clientText: string, id: string): AgentSpec {
  const yaml = clientText.trimStart().startsWith('{') ? asYaml(clientText) : clientText;
  const names = /^(program|command)\s*:/m.test(yaml);
  const text = names ? yaml : `${yaml.trimEnd()}\n${FUNCTION}`;
  const file = `wandb-${id}.yaml`;
  const parsed = parseSpec(text, { file });
  const say = (problems: typeof parsed.warnings) => formatProblems(problems, { file, text });
  if (!parsed.ok) throw new Refusal('invalid', say(parsed.problems));
  const { spec } = parsed;
  if (spec.learnFrom?.some((from) => typeof from === 'object'))
    throw new Refusal(
      'invalid',
      'learn_from: a client names no database of this machine; name a sweep of the server itself',
    );
  const program =
    spec.setup.kind === 'program' ? (spec.setup.program ?? spec.setup.command.join(' ')) : undefined;
  return {
    spec,
    text,
    warnings: parsed.warnings.map((each) => say([each])),
    program: names ? program : undefined,
  };
}

function asYaml(json: string): string {
  try {
    return writeYaml(JSON.parse(json));
  } catch {
    return json;
  }
}
