import type { DatasetInfo } from '../data/dataset.ts';
import { requireValidationSize } from '../data/split.ts';
import type { NetworkSetup } from '../trainable/network/setup.ts';

/**
 * @throws SweepError `spec_invalid` if the dataset has too few training images for the validation split.
 */
export function requireSplit(
  { validation }: Pick<NetworkSetup, 'validation'>,
  { trainCount, input }: Pick<DatasetInfo, 'trainCount' | 'input'>,
): void {
  if (validation.kind === 'holdout') requireValidationSize(trainCount, input.classes, validation.size);
}
