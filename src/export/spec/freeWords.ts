import type { ParameterValue } from '../../configuration.ts';
import type { TrialDetail } from '../../store/index.ts';
import { parseSpec } from '../../sweepfile/parse.ts';
import { pythonValues } from '../../trainable/program/floats.ts';
import type { ProgramSetup } from '../../trainable/program/program.ts';
import type { TrialWords } from './trialWords.ts';
import { yamlValue, yamlWord } from './yamlValue.ts';

/** Keys of a spec that say what its trials run. */
const WORKLOAD_KEYS = ['program', 'command', 'trainer'];

/** The settings of a program that do not decide whether two sweeps are the same are read from the spec's text. */
function programOf(specText: string): ProgramSetup | undefined {
  const parsed = parseSpec(specText, { file: 'sweep.yaml' });
  return parsed.ok && parsed.spec.setup.kind === 'program' ? parsed.spec.setup : undefined;
}

function settingLines({ graceMs, timeoutMs, retries }: ProgramSetup): string[] {
  return [
    ...(timeoutMs === undefined ? [] : [`trial_timeout: ${timeoutMs / 1000}s`]),
    ...(retries === 0 ? [] : [`retries: ${retries}`]),
    `grace: ${graceMs / 1000}s`,
  ];
}

/** The lines of a spec whose parameters and metrics have the user's own names, as W&B's do. */
export function freeWords({ sweep, parameters, fingerprint }: TrialDetail): TrialWords {
  const spec = JSON.parse(sweep.specJson) as Readonly<Record<string, ParameterValue>>;
  const setup = programOf(sweep.specText);
  const shared = sweep.shared as Readonly<Record<string, ParameterValue>>;
  const workload = WORKLOAD_KEYS.flatMap((key) => {
    const value = spec[key] ?? shared[key];
    return value === undefined ? [] : [`${key}: ${yamlValue(value)}`];
  });
  const { directory } = shared;
  return {
    remarks: [
      ...(fingerprint ? [`It ran with ${fingerprint}.`] : []),
      ...(workload.length === 0 ? ['What ran it is not known: name it with program or command.'] : []),
      ...(typeof directory === 'string' ? [`Save it in ${directory}, where its paths begin.`] : []),
    ],
    scored: [sweep.metric],
    workload,
    settings: setup ? settingLines(setup) : [],
    parameters: Object.entries(pythonValues(parameters, setup?.floats)).map(
      ([name, value]) => `${yamlWord(name)}: {value: ${yamlValue(value)}}`,
    ),
  };
}
