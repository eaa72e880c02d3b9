import { mistakes } from '../../../analysis/index.ts';
import type { SweepInfo } from '../../../store/index.ts';
import { imageHref } from '../../addresses.ts';
import { pageSlice } from '../../pageSlice.ts';
import { type TrialQuery, writeTrialQuery } from './trialQuery.ts';

const PICTURES_A_PAGE = 24;

/** Images of the test set that the network got wrong, or those of a cell of the confusion matrix. */
export interface MistakesView {
  /** The cell's classes; undefined for the mistakes of all classes. */
  readonly cell: { readonly actual: string; readonly predicted: string; readonly hit: boolean } | undefined;
  readonly found: number;
  readonly pictures: readonly MistakenPicture[];
  /** False where an older version trained the trial: the images then stand in the dataset's order. */
  readonly ranked: boolean;
  readonly links: {
    readonly all: string;
    readonly previous: string | undefined;
    readonly next: string | undefined;
  };
}

export interface MistakenPicture {
  /** In the test set, from 0. */
  readonly index: number;
  readonly href: string;
  readonly actual: string;
  readonly predicted: string;
  /** Such as `97 %`. */
  readonly confidence: string | undefined;
}

/** `confidences` as bytes, undefined where they were not recorded. */
export function mistakesView(
  truth: Uint16Array,
  predicted: Uint16Array,
  confidences: Uint8Array | undefined,
  sweep: SweepInfo,
  query: TrialQuery,
): MistakesView {
  const { classNames } = sweep.dataset;
  const found = mistakes(truth, predicted, confidences, query.cell);
  const { shown, page, pages } = pageSlice(found, query.page, PICTURES_A_PAGE);
  const toPage = (number: number): string => writeTrialQuery(query, { page: number }, 'mistakes');
  const { cell } = query;
  return {
    cell: cell && {
      actual: classNames[cell.actual]!,
      predicted: classNames[cell.predicted]!,
      hit: cell.actual === cell.predicted,
    },
    found: found.length,
    pictures: shown.map((index) => ({
      index,
      href: imageHref(sweep, index),
      actual: classNames[truth[index]!]!,
      predicted: classNames[predicted[index]!]!,
      confidence: confidences && percent(confidences[index]! / 255),
    })),
    ranked: confidences !== undefined,
    links: {
      all: writeTrialQuery(query, { cell: undefined, page: 1 }, 'mistakes'),
      previous: page > 1 ? toPage(page - 1) : undefined,
      next: page < pages ? toPage(page + 1) : undefined,
    },
  };
}

/** Whole percents: a stored byte knows no more. */
function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
