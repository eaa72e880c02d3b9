import { accuracyInterval } from '../../analysis/index.ts';
import { count, metric } from '../../format.ts';
import type { NetworkTrial } from '../../store/index.ts';
import { selectionWarnings } from '../../trainable/network/selection.ts';

/** The metadata in `model.json`, which TensorFlow.js returns as `model.getUserDefinedMetadata()`. */
export function metadataOf(trial: NetworkTrial): object {
  const { sweep, number, loss, accuracy, val_loss, val_accuracy, test_loss, test_accuracy } = trial;
  const { name, synthetic, fingerprint, input, classNames } = sweep.dataset;
  return {
    sweep: sweep.name,
    trial: number,
    model: trial.model,
    classes: classNames,
    input: { shape: input.shape, dtype: 'float32', range: [0, 255] },
    dataset: { name, sha256: fingerprint },
    synthetic,
    metrics: { loss, accuracy, val_loss, val_accuracy, test_loss, test_accuracy },
    warnings: selectionWarnings(sweep),
  };
}

/** The accuracy in words; undefined if it was never scored. */
export function accuracyWords(trial: NetworkTrial): string | undefined {
  const { test_accuracy, val_accuracy, sweep } = trial;
  if (test_accuracy !== null) {
    return words('Test accuracy', test_accuracy, sweep.dataset.testCount, 'test images');
  }
  const { validation } = sweep;
  if (val_accuracy === null) return undefined;
  if (validation.kind === 'test') {
    return words('Accuracy on the test set', val_accuracy, sweep.dataset.testCount, 'test images');
  }
  return words('Validation accuracy', val_accuracy, validation.size, 'validation images');
}

function words(name: string, accuracy: number, total: number, images: string): string {
  const { low, high } = accuracyInterval(Math.round(accuracy * total), total);
  return `${name} ${metric(accuracy)}, 95 % interval ${metric(low)} to ${metric(high)} (${count(total)} ${images})`;
}
