import { SweepError } from '../errors.ts';

/** Counts of how often two classifiers are right on the same images. */
export interface PairedTable {
  readonly both: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly neither: number;
}

/**
 * Counts over images in the same order: the predicted classes of two trials and the true ones.
 * @throws SweepError `dataset_mismatch` if the lengths differ, `nothing_to_compare` if they are 0.
 */
export function pairedTable(first: Uint16Array, second: Uint16Array, labels: Uint16Array): PairedTable {
  if (first.length !== labels.length || second.length !== labels.length) {
    const sizes = `${first.length} and ${second.length} predictions for ${labels.length} images`;
    throw new SweepError(
      'dataset_mismatch',
      `The trials were not scored on the same images: ${sizes}.`,
      'Compare trials of the same dataset and split.',
    );
  }
  if (labels.length === 0) throw new SweepError('nothing_to_compare', 'There are no predictions to compare.');
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < labels.length; i++) {
    const wrongs = Number(first[i] !== labels[i]) * 2 + Number(second[i] !== labels[i]);
    counts[wrongs]!++;
  }
  const [both, onlyFirst, onlySecond, neither] = counts as [number, number, number, number];
  return { both, onlyFirst, onlySecond, neither };
}

/** Number of images. */
export function imagesOf({ both, onlyFirst, onlySecond, neither }: PairedTable): number {
  return both + onlyFirst + onlySecond + neither;
}
