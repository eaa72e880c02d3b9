import {
  type ClassScore,
  type ConfusionMatrix,
  classScores,
  confusionMatrix,
  MOST_CONFUSION_CLASSES,
} from '../../../analysis/index.ts';
import { type TrialQuery, writeTrialQuery } from './trialQuery.ts';

/** How a trial's predictions for the test set went, class by class. */
export interface ConfusionView {
  readonly classNames: readonly string[];
  readonly rates: boolean;
  readonly rows: readonly ConfusionRow[];
  readonly links: { readonly counts: string; readonly rates: string };
}

export interface ConfusionRow {
  readonly name: string;
  readonly cells: readonly ConfusionCellView[];
  readonly score: ClassScore;
}

export interface ConfusionCellView {
  readonly text: string;
  /** True on the diagonal. */
  readonly hit: boolean;
  /** The share of the row's images that are in the cell, in tenths rounded up: 0 to 10, 0 only for none. */
  readonly step: number;
  /** Leads to the cell's images; undefined where there are none. */
  readonly href: string | undefined;
  readonly chosen: boolean;
}

/** Undefined where the dataset has too many classes for a table. */
export function confusionView(
  truth: Uint16Array,
  predicted: Uint16Array,
  classNames: readonly string[],
  query: TrialQuery,
): ConfusionView | undefined {
  if (classNames.length > MOST_CONFUSION_CLASSES) return undefined;
  const matrix = confusionMatrix(truth, predicted, classNames.length);
  const scores = classScores(matrix);
  return {
    classNames,
    rates: query.rates,
    rows: classNames.map((name, actual) => ({
      name,
      score: scores[actual]!,
      cells: rowCells(matrix, actual, query),
    })),
    links: {
      counts: writeTrialQuery(query, { rates: false }, 'confusion'),
      rates: writeTrialQuery(query, { rates: true }, 'confusion'),
    },
  };
}

function rowCells(matrix: ConfusionMatrix, actual: number, query: TrialQuery): ConfusionCellView[] {
  const row = matrix[actual]!;
  const images = row.reduce((sum, count) => sum + count, 0);
  return row.map((count, predicted) => ({
    text: query.rates ? rate(count, images) : String(count),
    hit: predicted === actual,
    step: images === 0 ? 0 : Math.ceil((10 * count) / images),
    href:
      count === 0 ? undefined : writeTrialQuery(query, { cell: { actual, predicted }, page: 1 }, 'mistakes'),
    chosen: query.cell?.actual === actual && query.cell.predicted === predicted,
  }));
}

function rate(count: number, images: number): string {
  if (images === 0) return '–';
  return count === 0 ? '0' : (count / images).toFixed(3);
}
