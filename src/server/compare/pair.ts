import {
  confusionMatrix,
  differenceInterval,
  imagesOf,
  MOST_CONFUSION_CLASSES,
  mcnemar,
  type PairedTable,
  pairedTable,
} from '../../analysis/index.ts';
import { count, plural } from '../../format.ts';

/** What two trials, A and B, predict on the same test images. */
export interface Predictions {
  readonly truth: Uint16Array;
  readonly first: Uint16Array;
  readonly second: Uint16Array;
  readonly classNames: readonly string[];
}

/** How A and B differ on the test set, in words and counts. */
export interface PairView {
  readonly images: number;
  readonly verdict: string;
  /** The difference of their accuracies with its interval. */
  readonly difference: string;
  readonly mcnemar: string;
  readonly counts: PairedTable;
  /** The same as a table: a row for A right and A wrong, a cell for B right and B wrong. */
  readonly table: readonly { readonly name: string; readonly cells: readonly string[] }[];
  readonly confusion: ConfusionDifference | undefined;
}

/** A's confusion matrix minus B's: what A counts more of. */
export interface ConfusionDifference {
  readonly classNames: readonly string[];
  /** For each true class a cell for each predicted one. */
  readonly rows: readonly {
    readonly name: string;
    readonly cells: readonly { readonly text: string; readonly tone: 'good' | 'bad' | 'none' }[];
  }[];
}

export function pairView({ truth, first, second, classNames }: Predictions): PairView {
  const counts = pairedTable(first, second, truth);
  const images = imagesOf(counts);
  const { difference, low, high } = differenceInterval(counts);
  const p = mcnemar(counts);
  const better = p >= 0.05 ? undefined : low > 0 ? 'A' : high < 0 ? 'B' : undefined;
  return {
    images,
    verdict: better ? `${better} is better on these images.` : 'These images do not tell the two apart.',
    difference: `A is right on ${share(counts.both + counts.onlyFirst, images)} of the images, B on ${share(counts.both + counts.onlySecond, images)}: ${points(difference)} points for A, with 95 % confidence between ${points(low)} and ${points(high)}.`,
    mcnemar: `Of the ${plural(counts.onlyFirst + counts.onlySecond, 'image')} that one alone gets right, ${count(counts.onlyFirst)} go to A and ${count(counts.onlySecond)} to B. If both erred equally often, a split at least as uneven would come about with probability ${probability(p)} (McNemar's exact test).`,
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

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(2)} %`;
}

function points(difference: number): string {
  const text = Math.abs(100 * difference).toFixed(2);
  return difference === 0 || text === '0.00' ? text : `${difference < 0 ? '−' : '+'}${text}`;
}

function signed(value: number): string {
  return value === 0 ? '0' : `${value < 0 ? '−' : '+'}${count(Math.abs(value))}`;
}

function probability(p: number): string {
  if (p < 1e-300) return 'below 1e-300';
  return p < 0.001 ? p.toExponential(1) : p.toFixed(3);
}
