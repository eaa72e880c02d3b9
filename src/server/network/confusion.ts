import {
  type ConfusionMatrix,
  classScores,
  confusionMatrix,
  MOST_CONFUSION_CLASSES,
} from '../../analysis/index.ts';
import { metric } from '../../format.ts';
import type { Choice } from '../addresses/links.ts';
import { type TrialQuery, writeTrialQuery } from './trialQuery.ts';

/** A trial's predictions for the test set, class by class. */
export interface ConfusionView {
  readonly classNames: readonly string[];
  readonly rows: readonly ConfusionRow[];
  /** Links that show counts or rates in the cells. */
  readonly choices: readonly Choice[];
  readonly note: string;
}

export interface ConfusionRow {
  readonly name: string;
  readonly cells: readonly ConfusionCellView[];
  /** Recall, precision and F1. */
  readonly scores: readonly string[];
}

export interface ConfusionCellView {
  readonly text: string;
  /**
   * CSS classes: whether the cell is on the diagonal, its share of the row's images in tenths, whether it is
   * chosen.
   */
  readonly className: string;
  /** The address of the cell's images; undefined if there are none. */
  readonly href: string | undefined;
}

/** Undefined if the dataset has too many classes for a table. */
export function confusionView(
  truth: Uint16Array,
  predicted: Uint16Array,
  classNames: readonly string[],
  query: TrialQuery,
): ConfusionView | undefined {
  if (classNames.length > MOST_CONFUSION_CLASSES) return undefined;
  const matrix = confusionMatrix(truth, predicted, classNames.length);
  const scores = classScores(matrix);
  const choice = (name: string, rates: boolean): Choice => ({
    name,
    href: writeTrialQuery(query, { rates }, 'confusion'),
    current: query.rates === rates,
  });
  return {
    classNames,
    rows: classNames.map((name, actual) => ({
      name,
      scores: [scores[actual]!.recall, scores[actual]!.precision, scores[actual]!.f1].map(metric),
      cells: rowCells(matrix, actual, query),
    })),
    choices: [choice('counts', false), choice('rates', true)],
    note: query.rates ? 'Shares of the images of the row’s class.' : 'Images.',
  };
}

function rowCells(matrix: ConfusionMatrix, actual: number, query: TrialQuery): ConfusionCellView[] {
  const row = matrix[actual]!;
  const images = row.reduce((sum, count) => sum + count, 0);
  return row.map((count, predicted) => ({
    text: query.rates ? rate(count, images) : String(count),
    className: [
      predicted === actual ? 'hit' : 'miss',
      rateClass(count, images),
      ...(query.cell?.actual === actual && query.cell.predicted === predicted ? ['chosen'] : []),
    ].join(' '),
    href:
      count === 0 ? undefined : writeTrialQuery(query, { cell: { actual, predicted }, page: 1 }, 'mistakes'),
  }));
}

/** `rate-0` to `rate-10`: the share in tenths, rounded up; only no images at all give 0. */
function rateClass(count: number, images: number): string {
  return `rate-${images === 0 ? 0 : Math.ceil((10 * count) / images)}`;
}

function rate(count: number, images: number): string {
  if (images === 0) return '–';
  return count === 0 ? '0' : (count / images).toFixed(3);
}
