import type { Dataset, ImageSet } from '../data/dataset.ts';
import { splitTraining } from '../data/split.ts';
import type { Validation } from '../trainable/network/setup.ts';
import { gather } from './batches.ts';

/** The training images of a trial, and its validation images. */
export interface SplitDataset {
  /** Indices into the dataset's training images. */
  readonly training: Uint32Array;
  readonly validation: ImageSet;
}

let latest: { key: string; split: SplitDataset } | undefined;

/** The split of a validation setting; the latest is kept, since the trials of a sweep share one. */
export function splitDataset(dataset: Dataset, validation: Validation): SplitDataset {
  const key = JSON.stringify([dataset.fingerprint, validation]);
  if (latest?.key !== key) latest = { key, split: makeSplit(dataset, validation) };
  return latest.split;
}

function makeSplit(dataset: Dataset, validation: Validation): SplitDataset {
  if (validation.kind === 'test') {
    return { training: Uint32Array.from(dataset.train.labels.keys()), validation: dataset.test };
  }
  const { size, seed } = validation;
  const indices = splitTraining(dataset.train.labels, dataset.input.classes, size, seed);
  return {
    training: indices.train,
    validation: gather(dataset.train, indices.validation, dataset.input.shape),
  };
}
