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
   * CSS classes: whether the cell is on the diagonal, its level from 0 to 10 on the scale of such cells, whether
   * it is chosen.
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
  const most = Math.max(LEAST_MOST, ...matrix.flatMap(missedShares));
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
      cells: rowCells(matrix, actual, most, query),
    })),
    choices: [choice('counts', false), choice('rates', true)],
    note: `${query.rates ? 'Shares of the images of the row’s class.' : 'Images.'} The strongest red stands for ${percent(most)} of a class.`,
  };
}

/** The end of the scale of mistakes where all of them are rarer: few mistakes stay pale. */
const LEAST_MOST = 0.05;

/** The shares of a class's images that were taken for each other class. */
function missedShares(row: readonly number[], actual: number): number[] {
  const images = imagesOf(row);
  return row
    .filter((_, predicted) => predicted !== actual)
    .map((count) => (images === 0 ? 0 : count / images));
}

function imagesOf(row: readonly number[]): number {
  return row.reduce((sum, count) => sum + count, 0);
}

/** `most` is the share of a row's images that ends the scale of mistakes. */
function rowCells(
  matrix: ConfusionMatrix,
  actual: number,
  most: number,
  query: TrialQuery,
): ConfusionCellView[] {
  const row = matrix[actual]!;
  const images = imagesOf(row);
  return row.map((count, predicted) => ({
    text: query.rates ? rate(count, images) : String(count),
    className: [
      predicted === actual ? 'hit' : 'miss',
      `level-${level(count, images, predicted === actual ? undefined : most)}`,
      ...(query.cell?.actual === actual && query.cell.predicted === predicted ? ['chosen'] : []),
    ].join(' '),
    href:
      count === 0 ? undefined : writeTrialQuery(query, { cell: { actual, predicted }, page: 1 }, 'mistakes'),
  }));
}

/**
 * From 1 to 10 by a square root, which tells rare mistakes apart: of the share on the scale up to `most`; on the
 * diagonal (`most` is undefined) of the share that is missing. Only no images at all give 0.
 */
function level(count: number, images: number, most: number | undefined): number {
  if (count === 0) return 0;
  const share = count / images;
  return most === undefined
    ? 10 - Math.round(9 * Math.sqrt(1 - share))
    : Math.max(1, Math.round(10 * Math.sqrt(share / most)));
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}

function rate(count: number, images: number): string {
  if (images === 0) return '–';
  return count === 0 ? '0' : (count / images).toFixed(3);
}
