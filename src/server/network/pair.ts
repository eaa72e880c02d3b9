import {
  confusionMatrix,
  imagesOf,
  MOST_CONFUSION_CLASSES,
  type PairedTable,
  pairedTable,
  verdictWords,
} from '../../analysis/index.ts';
import { count } from '../../format.ts';

/** The predictions of two trials, A and B, on the same test images. */
export interface Predictions {
  readonly truth: Uint16Array;
  readonly first: Uint16Array;
  readonly second: Uint16Array;
  readonly classNames: readonly string[];
}

/** The differences between A and B on the test set, in words and counts. */
export interface PairView {
  readonly images: number;
  readonly verdict: string;
  /** The difference of their accuracies with its interval. */
  readonly difference: string;
  /** The statistical test behind the verdict. */
  readonly test: string;
  readonly counts: PairedTable;
  /** The same as a table: a row for A right and A wrong, a cell for B right and B wrong. */
  readonly table: readonly { readonly name: string; readonly cells: readonly string[] }[];
  readonly confusion: ConfusionDifference | undefined;
}

/** A's confusion matrix minus B's: positive where A counts more. */
export interface ConfusionDifference {
  readonly classNames: readonly string[];
  /** One row for each true class, one cell for each predicted class. */
  readonly rows: readonly {
    readonly name: string;
    readonly cells: readonly { readonly text: string; readonly tone: 'good' | 'bad' | 'none' }[];
  }[];
}

export function pairView({ truth, first, second, classNames }: Predictions): PairView {
  const counts = pairedTable(first, second, truth);
  const images = imagesOf(counts);
  return {
    images,
    ...verdictWords(counts, 'A', 'B'),
    counts,
    table: [
      { name: 'A right', cells: [counts.both, counts.onlyFirst].map(count) },
      { name: 'A wrong', cells: [counts.onlySecond, counts.neither].map(count) },
    ],
    confusion:
      classNames.length > MOST_CONFUSION_CLASSES ? undefined : confusionOf(truth, first, second, classNames),
  };
}

function confusionOf(
  truth: Uint16Array,
  first: Uint16Array,
  second: Uint16Array,
  classNames: readonly string[],
): ConfusionDifference {
  const [a, b] = [first, second].map((predicted) => confusionMatrix(truth, predicted, classNames.length));
  const rows = a!.map((row, actual) => ({
    name: classNames[actual]!,
    cells: row.map((images, predicted) => {
      const more = images - b![actual]![predicted]!;
      const good = actual === predicted ? more > 0 : more < 0;
      return {
        text: signed(more),
        tone: more === 0 ? ('none' as const) : good ? ('good' as const) : ('bad' as const),
      };
    }),
  }));
  return { classNames, rows };
}

function signed(value: number): string {
  return value === 0 ? '0' : `${value < 0 ? '−' : '+'}${count(Math.abs(value))}`;
}
