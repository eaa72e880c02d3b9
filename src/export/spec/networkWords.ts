import type { ParameterValue } from '../../configuration.ts';
import type { NetworkSweep, TrialDetail } from '../../store/index.ts';
import { FORKED_FROM } from '../../trainable/network/fork.ts';
import { selectionWarnings } from '../../trainable/network/selection.ts';
import type { DatasetSummary, NetworkShared } from '../../trainable/network/shared.ts';
import type { TrialWords } from './trialWords.ts';
import { yamlValue } from './yamlValue.ts';

/** The lines of a spec over our networks. */
export function networkWords(
  sweep: NetworkSweep,
  {
    parameters,
    fingerprint,
    digest,
    lastStep,
  }: Pick<TrialDetail, 'parameters' | 'fingerprint' | 'digest' | 'lastStep'>,
): TrialWords {
  const { dataset, validation, engine } = sweep;
  const { model, [FORKED_FROM]: _, ...rest } = parameters;
  const { fork } = sweep.shared as Partial<NetworkShared>;
  return {
    remarks: [
      ...(dataset.synthetic ? ['Its numbers come from the SYNTHETIC dataset.'] : []),
      ...selectionWarnings(sweep),
      ...(fingerprint ? [`Trained with ${fingerprint}; the same there, to the same bits.`] : []),
      `Dataset sha256 ${dataset.fingerprint}.`,
      ...(digest === null ? [] : [`Digest after epoch ${lastStep}: ${digest}.`]),
    ],
    scored: ['val_accuracy', 'test_accuracy'],
    workload: [
      `model: ${model}`,
      `dataset: ${datasetOf(dataset)}`,
      ...(fork ? ['fork:', ...fork.map((each) => `  - ${yamlValue({ ...each })}`)] : []),
    ],
    settings: [
      `validation: ${validation.kind === 'test' ? 'test' : `{size: ${validation.size}, seed: ${validation.seed}}`}`,
      `engine: ${engine}`,
    ],
    parameters: Object.entries(rest).map(([name, value]) => `${name}: ${asConstant(value)}`),
  };
}

/** A user's own dataset with its path and class names, if it has any; a published one by its name. */
function datasetOf({ name, path, classNames }: DatasetSummary): string {
  if (path === undefined) return name;
  const named = classNames.some((className, label) => className !== String(label));
  const classes = named ? `, classes: ${JSON.stringify(classNames)}` : '';
  return `{name: ${JSON.stringify(name)}, path: ${JSON.stringify(path)}${classes}}`;
}

/** A list would be read as several values to try. */
function asConstant(value: ParameterValue): string {
  if (typeof value === 'object') return `{value: ${JSON.stringify(value)}}`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
