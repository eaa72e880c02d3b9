import { metricInfo } from '../metric/catalogue.ts';
import { isNetworkSweep, type TrialDetail } from '../store/index.ts';
import { LONGEST_NAME } from '../sweepfile/name.ts';
import type { Exporter } from './exporter.ts';
import { freeWords } from './spec/freeWords.ts';
import { networkWords } from './spec/networkWords.ts';
import { yamlWord } from './spec/yamlValue.ts';

/** The spec in the folder of an export. */
export const SPEC_FILE = 'sweep.yaml';

export const YAML: Exporter = {
  name: 'yaml',
  title: 'Spec',
  mainFile: SPEC_FILE,
  card: undefined,
  needs: 'trial',
  files: (trial) => [{ path: SPEC_FILE, content: trialAsSpec(trial) }],
};

/**
 * A spec of one cell that runs a trial again; a network trains to the same bits on the same kind of processor
 * with the same engine. Names are written plainly if YAML reads them so; all other values are JSON, which is
 * YAML.
 */
export function trialAsSpec(trial: TrialDetail): string {
  const { sweep, number, seed } = trial;
  const { remarks, scored, workload, settings, parameters } = isNetworkSweep(sweep)
    ? networkWords(sweep, trial)
    : freeWords(trial);
  const scores = scored
    .filter((name) => typeof trial.metrics[name] === 'number')
    .map((name) => `${name} ${metricInfo(name).format(trial.metrics[name])}`);
  const comments = [
    `Trial ${number} of the sweep ${JSON.stringify(sweep.name)}${scores.length > 0 ? `: ${scores.join(', ')}` : ''}.`,
    ...remarks,
  ];
  const lines = [
    ...comments.map((comment) => `# ${comment.replaceAll(/\s+/g, ' ')}`),
    `name: ${JSON.stringify(nameOf(trial))}`,
    ...workload,
    'method: grid',
    `metric: {name: ${yamlWord(sweep.metric)}, goal: ${sweep.goal}}`,
    `seed: ${seed}`,
    ...settings,
    parameters.length > 0 ? 'parameters:' : 'parameters: {}',
    ...parameters.map((parameter) => `  ${parameter}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** No longer than the name of a spec may be, and cut between characters. */
function nameOf({ sweep, number }: TrialDetail): string {
  const end = `-trial-${number}`;
  return sweep.name.slice(0, LONGEST_NAME - end.length).replace(/[\uD800-\uDBFF]$/, '') + end;
}
