import { readPage, writtenTexts } from './query.ts';

/** What sweeps can be sorted by; the first one where the address does not say. */
export const SWEEP_ORDERS = ['started', 'name', 'state', 'trials', 'best'] as const;
export type SweepOrder = (typeof SWEEP_ORDERS)[number];

/** The state of the page of sweeps; its address holds all of it. */
export interface SweepsQuery {
  /** Words that must all be found in a sweep's texts. */
  readonly search: string;
  readonly sort: SweepOrder;
  /** Whether the order is the opposite of the usual one. */
  readonly reversed: boolean;
  readonly hidden: boolean;
  /** Counted from 1. */
  readonly page: number;
}

/** Reads a query string; a part that is not understood counts as absent. */
export function readSweepsQuery(query: Readonly<Record<string, unknown>>): SweepsQuery {
  const [sort = '', order] = (writtenTexts(query.sort)[0] ?? '').split(':');
  return {
    search: (writtenTexts(query.search)[0] ?? '').trim(),
    sort: SWEEP_ORDERS.find((each) => each === sort) ?? SWEEP_ORDERS[0],
    reversed: order === 'reversed',
    hidden: writtenTexts(query.hidden)[0] === '1',
    page: readPage(writtenTexts(query.page)),
  };
}

/** The query string of the state `query` with `change` applied; `?` for the plain page. */
export function writeSweepsQuery(query: SweepsQuery, change: Partial<SweepsQuery> = {}): string {
  const { search, sort, reversed, hidden, page } = { ...query, ...change };
  const parameters = new URLSearchParams();
  if (search !== '') parameters.set('search', search);
  if (reversed) parameters.set('sort', `${sort}:reversed`);
  else if (sort !== SWEEP_ORDERS[0]) parameters.set('sort', sort);
  if (hidden) parameters.set('hidden', '1');
  if (page > 1) parameters.set('page', String(page));
  return `?${parameters}`;
}
