import { SweepError } from '../errors.ts';

/** `matrix[actual][predicted]` counts images. */
export type ConfusionMatrix = readonly (readonly number[])[];

/** A matrix of more classes is not shown: its table would have a million cells at 1,000. */
export const MOST_CONFUSION_CLASSES = 60;

/** Shares in [0, 1]; null if the images that the share refers to are none. */
export interface ClassScore {
  /** Of the images that are predicted to be of the class, the share that are. */
  readonly precision: number | null;
  /** Of the images of the class, the share that are predicted to be. */
  readonly recall: number | null;
  /** Harmonic mean of the two, as 2·tp / (2·tp + fp + fn). */
  readonly f1: number | null;
  /** Images of the class. */
  readonly count: number;
}

/**
 * Counts every image under its true and its predicted class, both in [0, classes).
 * @throws SweepError `dataset_mismatch` if the number of predictions differs from that of labels.
 */
export function confusionMatrix(
  labels: Uint16Array,
  predicted: Uint16Array,
  classes: number,
): ConfusionMatrix {
  if (labels.length !== predicted.length) {
    throw new SweepError(
      'dataset_mismatch',
      `There are ${predicted.length} predictions for ${labels.length} images.`,
      'Score the trial on the dataset that it was trained on.',
    );
  }
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < labels.length; i++) matrix[labels[i]!]![predicted[i]!]!++;
  return matrix;
}

/** The scores of every class, in order. */
export function classScores(matrix: ConfusionMatrix): ClassScore[] {
  return matrix.map((row, index) => {
    const hits = row[index]!;
    const count = row.reduce((sum, images) => sum + images, 0);
    const predicted = matrix.reduce((sum, other) => sum + other[index]!, 0);
    return {
      precision: share(hits, predicted),
      recall: share(hits, count),
      f1: share(2 * hits, count + predicted),
      count,
    };
  });
}

/** The labels of the classes with the lowest F1, the lowest first; a class without an F1 comes last. */
export function weakestClasses(scores: readonly ClassScore[], most: number): number[] {
  return [...scores.keys()]
    .sort((a, b) => (scores[a]!.f1 ?? 2) - (scores[b]!.f1 ?? 2) || a - b)
    .slice(0, most);
}

/** The class that a class's images are most often mistaken for; undefined if none is mistaken. */
export function takenFor(
  matrix: ConfusionMatrix,
  label: number,
): { readonly label: number; readonly count: number } | undefined {
  let most: { label: number; count: number } | undefined;
  for (const [other, count] of matrix[label]!.entries()) {
    if (other !== label && count > (most?.count ?? 0)) most = { label: other, count };
  }
  return most;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
