import { stat } from 'node:fs/promises';
import { SweepError, systemCode } from '../../errors.ts';
import type { OwnDataset } from '../../trainable/network/setup.ts';
import type { Dataset, ImageSet } from '../dataset.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { unreadable } from '../verify.ts';
import { type Arrays, type IntegerArray, shapeText } from './array.ts';
import { readIdxFolder } from './idxFolder.ts';
import { imageShape } from './images.ts';
import { classIndices } from './labels.ts';
import { readNpz } from './npz.ts';

/**
 * Reads and checks a user's own dataset. The fingerprint is over the decoded content: the same images and
 * labels have the same one, whatever the format, compression, name and place.
 * @throws SweepError `dataset_missing`, `dataset_damaged`, `dataset_invalid`, and `spec_invalid` if the
 * number of class names differs from the number of classes.
 */
export async function readOwnDataset({ name, path, classNames }: OwnDataset): Promise<Dataset> {
  const arrays = (await isFolder(path)) ? await readIdxFolder(path) : await readNpz(path);
  const shape = imageShape(arrays.trainImages);
  requireSameShape(arrays, shape);
  const train = imageSet(arrays.trainImages, arrays.trainLabels);
  const test = imageSet(arrays.testImages, arrays.testLabels);
  const classes = countClasses(train, test);
  if (classes < 2) throw oneClass(arrays);
  if (classNames && classNames.length !== classes) throw wrongNames(path, classNames.length, classes);
  const input = { shape, classes };
  return {
    name,
    synthetic: false,
    path,
    fingerprint: fingerprintOf(input, train, test),
    input,
    classNames: classNames ?? Array.from({ length: classes }, (_, label) => String(label)),
    trainCount: train.labels.length,
    testCount: test.labels.length,
    train,
    test,
  };
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    const code = systemCode(error);
    const absent = code === 'ENOENT' || code === 'ENOTDIR';
    const message = absent ? `There is no file or folder ${path}.` : `${path} ${unreadable(error)}.`;
    const hint = 'In a spec, a relative path starts at the folder of the spec; on the command line, here.';
    throw new SweepError('dataset_missing', message, hint, error);
  }
}

function imageSet(images: IntegerArray, labels: IntegerArray): ImageSet {
  return { images: images.values as Uint8Array, labels: classIndices(labels, images) };
}

function requireSameShape({ trainImages, testImages }: Arrays, shape: readonly number[]): void {
  const other = imageShape(testImages);
  if (shape.join() === other.join()) return;
  const sizes = `${shapeText(other)}, and those of ${trainImages.origin} are ${shapeText(shape)}`;
  const hint = 'Training and test images must have the same size and channels.';
  throw new SweepError('dataset_invalid', `The images of ${testImages.origin} are ${sizes}.`, hint);
}

/** The largest label plus one. */
function countClasses(...sets: readonly ImageSet[]): number {
  return 1 + sets.reduce((most, { labels }) => labels.reduce((a, b) => Math.max(a, b), most), 0);
}

function oneClass({ trainLabels }: Arrays): SweepError {
  const message = `All labels of ${trainLabels.origin} and of the test set are 0; there must be two classes or more.`;
  return new SweepError('dataset_invalid', message, 'Number the classes from 0.');
}

function wrongNames(path: string, names: number, classes: number): SweepError {
  const message = `dataset.classes names ${names} classes, but the labels of ${path} go from 0 to ${classes - 1}.`;
  return new SweepError(
    'spec_invalid',
    message,
    `Name ${classes} classes in the order of their labels, or none.`,
  );
}
