import type { ConfusionCell } from '../../analysis/index.ts';

/** The state of a trial's page; its address holds all of it. */
export interface TrialQuery {
  /** Whether the confusion matrix shows shares of the true class instead of counts. */
  readonly rates: boolean;
  /** The cell of the confusion matrix whose images are listed; if absent, the worst mistakes of all. */
  readonly cell?: ConfusionCell | undefined;
  /** Page of the listed images, from 1. */
  readonly page: number;
}

/** Reads a query string; a part that is not understood counts as absent. */
export function readTrialQuery(query: Readonly<Record<string, unknown>>, classes: number): TrialQuery {
  const actual = wholeNumber(query.true);
  const predicted = wholeNumber(query.predicted);
  const known = actual !== undefined && predicted !== undefined && actual < classes && predicted < classes;
  return {
    rates: query.confusion === 'rates',
    cell: known ? { actual, predicted } : undefined,
    page: Math.max(1, wholeNumber(query.page) ?? 1),
  };
}

/** The query string of the state `query` with `change` applied, and the section to jump to. */
export function writeTrialQuery(
  query: TrialQuery,
  change: Partial<TrialQuery>,
  section: 'confusion' | 'mistakes',
): string {
  const { rates, cell, page } = { ...query, ...change };
  const parameters = new URLSearchParams();
  if (rates) parameters.set('confusion', 'rates');
  if (cell) {
    parameters.set('true', String(cell.actual));
    parameters.set('predicted', String(cell.predicted));
  }
  if (page > 1) parameters.set('page', String(page));
  return `?${parameters}#${section}`;
}

/** A whole number from a query string, such as an index; undefined if the text is none. */
export function wholeNumber(value: unknown): number | undefined {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}
