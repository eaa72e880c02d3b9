import { packageVersion } from '../package.ts';
import type { NetworkTrial } from '../store/index.ts';
import { selectionWarnings } from '../trainable/network/selection.ts';
import { trialAsSpec } from './yaml.ts';

const METRICS = ['loss', 'accuracy', 'val_loss', 'val_accuracy', 'test_loss', 'test_accuracy'] as const;

/** The metrics that a trial has. */
export function metricsOf(trial: NetworkTrial): Partial<Record<(typeof METRICS)[number], number>> {
  const known = METRICS.filter((name) => trial[name] !== null);
  return Object.fromEntries(known.map((name) => [name, trial[name]!]));
}

/** The origin of a model, for formats whose metadata maps strings to strings; lists and numbers are JSON. */
export function metadataOf(trial: NetworkTrial): Record<string, string> {
  const { sweep } = trial;
  const { dataset } = sweep;
  const warnings = selectionWarnings(sweep);
  const metadata = {
    producer: `sweep ${packageVersion()}`,
    sweep: sweep.name,
    trial: String(trial.number),
    dataset: dataset.name,
    dataset_sha256: dataset.fingerprint,
    synthetic: String(dataset.synthetic),
    classes: JSON.stringify(dataset.classNames),
    metrics: JSON.stringify(metricsOf(trial)),
    ...(warnings.length > 0 && { warnings: JSON.stringify(warnings) }),
    spec: trialAsSpec(trial),
  };
  return Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, wellFormed(value)]));
}

/** UTF-8 cannot express half a surrogate pair, which a name may hold: readers would refuse the file. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
