import { SweepError } from '../../errors.ts';
import { MOST_CLASSES } from '../../trainable/network/setup.ts';
import { sharedLabels } from '../shared.ts';
import { grouped } from '../source.ts';
import { type IntegerArray, RENUMBER, shapeText } from './array.ts';

/**
 * The labels of `images`, as class indices in memory that all threads share.
 * @throws SweepError `dataset_invalid` if there is not one for each image, or if they are not from 0 to 999.
 */
export function classIndices(array: IntegerArray, images: IntegerArray): Uint16Array {
  const { origin, shape, name, values } = array;
  if (shape.length !== 1 && !(shape.length === 2 && shape[1] === 1)) {
    const oneHot =
      shape.length === 2 ? `In numpy: ${name} = ${name}.argmax(axis=1), if they are one-hot.` : undefined;
    const message = `${origin} is ${shapeText(shape)}: labels must be N, or N × 1: one number for each image.`;
    throw new SweepError('dataset_invalid', message, oneHot);
  }
  if (shape[0] !== images.shape[0]) {
    const counts = `${grouped(shape[0]!)} labels, and ${images.origin} has ${grouped(images.shape[0]!)} images`;
    const hint = 'There must be one label for each image, in the same order.';
    throw new SweepError('dataset_invalid', `${origin} has ${counts}.`, hint);
  }
  const labels = sharedLabels(values.length);
  for (let i = 0; i < values.length; i++) {
    const label = values[i]!;
    if (label < 0 || label >= MOST_CLASSES) throw outOfRange(array, label, i);
    labels[i] = Number(label);
  }
  return labels;
}

function outOfRange({ origin }: IntegerArray, label: number | bigint, index: number): SweepError {
  const rule = `labels must go from 0 to at most ${MOST_CLASSES - 1} (${grouped(MOST_CLASSES)} classes)`;
  const hint = `In numpy: ${RENUMBER} numbers both sets from 0.`;
  return new SweepError(
    'dataset_invalid',
    `${origin} has the label ${label} at index ${index}; ${rule}.`,
    hint,
  );
}
