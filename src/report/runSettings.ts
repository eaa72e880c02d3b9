import { shellWord } from '../shellWord.ts';
import type { SweepInfo } from '../store/index.ts';
import { canonicalSpec } from '../sweepfile/canonical.ts';
import { parseSpec } from '../sweepfile/parse.ts';

type Canonical = Readonly<Record<string, unknown>> & {
  readonly parameters?: Readonly<Record<string, unknown>>;
};

/** The YAML names of keys that a canonical spec names differently. */
const KEYS: Readonly<Record<string, string>> = { models: 'model', runCap: 'run_cap' };

/**
 * The words after `run` and the spec's file, as words of a shell: options that turn the written spec into the
 * one that was run. Undefined if they cannot be found.
 */
export function runSettings({ specText, specJson, raisedRunCap }: SweepInfo): string[] | undefined {
  const parsed = parseSpec(specText, { file: 'sweep.yaml' });
  if (!parsed.ok) return undefined;
  const written = JSON.parse(canonicalSpec(parsed.spec)) as Canonical;
  const run = JSON.parse(specJson) as Canonical;
  if (run.parameters === undefined) return undefined;
  const wanted = { ...run, ...(raisedRunCap === null ? {} : { runCap: raisedRunCap }) };
  const settings = [
    ...differences({ ...written, parameters: undefined }, { ...wanted, parameters: undefined }),
    ...differences(written.parameters ?? {}, run.parameters),
  ];
  return settings.includes(undefined) ? undefined : (settings as string[]);
}

function differences(
  written: Readonly<Record<string, unknown>>,
  run: Readonly<Record<string, unknown>>,
): (string | undefined)[] {
  return [...new Set([...Object.keys(written), ...Object.keys(run)])]
    .filter((key) => JSON.stringify(written[key]) !== JSON.stringify(run[key]))
    .map((key) => {
      if (run[key] === undefined) return undefined;
      if (key === 'seed') return `--seed ${run[key]}`;
      return `--set ${shellWord(`${KEYS[key] ?? key}=${yamlOf(key, run[key])}`)}`;
    });
}

/** JSON is YAML; a constant is written as its value, and a validation without its kind. */
function yamlOf(key: string, value: unknown): string {
  if (key === 'validation') {
    const { kind, ...rest } = value as { kind: string };
    return kind === 'test' ? 'test' : JSON.stringify(rest);
  }
  const { distribution, ...definition } = (value ?? {}) as {
    distribution?: string;
    value?: unknown;
    when?: unknown;
  };
  if (distribution === 'constant' && typeof definition.value !== 'object' && definition.when === undefined)
    return JSON.stringify(definition.value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
