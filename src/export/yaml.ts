import type { ParameterValue } from '../configuration.ts';
import type { TrialDetail } from '../store/index.ts';
import { LONGEST_NAME } from '../sweepfile/name.ts';
import { selectionWarnings } from '../sweepfile/selection.ts';
import type { Exporter } from './exporter.ts';

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
 * A spec of one cell that trains a trial again: to the same bits on the same kind of processor with the same
 * engine. Names are written plainly, all other values as JSON, which is YAML.
 */
export function trialAsSpec(trial: TrialDetail): string {
  const { sweep } = trial;
  const scores = (['val_accuracy', 'test_accuracy'] as const)
    .filter((name) => trial[name] !== null)
    .map((name) => `${name} ${trial[name]!.toFixed(4)}`);
  const comments = [
    `Trial ${trial.number} of the sweep ${JSON.stringify(sweep.name)}${scores.length > 0 ? `: ${scores.join(', ')}` : ''}.`,
    ...(sweep.dataset.synthetic ? ['Its numbers come from the SYNTHETIC dataset.'] : []),
    ...selectionWarnings(sweep),
    ...(trial.fingerprint ? [`Trained with ${trial.fingerprint}; the same there, to the same bits.`] : []),
    `Dataset sha256 ${sweep.dataset.fingerprint}.`,
  ];
  const { validation, metric, goal } = sweep;
  const lines = [
    ...comments.map((comment) => `# ${comment.replaceAll(/\s+/g, ' ')}`),
    `name: ${JSON.stringify(nameOf(trial))}`,
    `model: ${trial.model}`,
    `dataset: ${datasetOf(sweep.dataset)}`,
    'method: grid',
    `metric: {name: ${metric}, goal: ${goal}}`,
    `seed: ${trial.seed}`,
    `validation: ${validation.kind === 'test' ? 'test' : `{size: ${validation.size}, seed: ${validation.seed}}`}`,
    `engine: ${sweep.engine}`,
    'parameters:',
    ...Object.entries(trial.parameters).map(([name, value]) => `  ${name}: ${asConstant(value)}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** No longer than a spec may be called, and no half of a character. */
function nameOf({ sweep, number }: TrialDetail): string {
  const end = `-trial-${number}`;
  return sweep.name.slice(0, LONGEST_NAME - end.length).replace(/[\uD800-\uDBFF]$/, '') + end;
}

/** A dataset of the user's own with its path and class names, where it has any; a published one by its name. */
function datasetOf({ name, path, classNames }: TrialDetail['sweep']['dataset']): string {
  if (path === undefined) return name;
  const named = classNames.some((className, label) => className !== String(label));
  const classes = named ? `, classes: ${JSON.stringify(classNames)}` : '';
  return `{name: ${JSON.stringify(name)}, path: ${JSON.stringify(path)}${classes}}`;
}

/** A list would read as several values to try. */
function asConstant(value: ParameterValue): string {
  if (typeof value === 'object') return `{value: ${JSON.stringify(value)}}`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
