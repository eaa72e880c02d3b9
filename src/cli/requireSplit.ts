import type { DatasetInfo } from '../data/dataset.ts';
import { requireValidationSize } from '../data/split.ts';
import type { Spec } from '../sweepfile/spec.ts';

/** @throws SweepError `spec_invalid` where the dataset has not enough training images for the validation split. */
export function requireSplit(
  { validation }: Pick<Spec, 'validation'>,
  { trainCount, input }: Pick<DatasetInfo, 'trainCount' | 'input'>,
): void {
  if (validation.kind === 'holdout') requireValidationSize(trainCount, input.classes, validation.size);
}
