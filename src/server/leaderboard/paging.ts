import { count, plural } from '../../format.ts';
import type { Choice } from '../addresses/links.ts';
import {
  type HiddenInput,
  hiddenInputs,
  type LeaderboardQuery,
  ROWS_A_PAGE,
  writeQuery,
} from '../addresses/query.ts';
import { pageSlice } from '../pages/pageSlice.ts';

/** The position of a page among all pages of rows, with links to the others. */
export interface Paging {
  /** Such as `51–100 of 10,000 trials`. */
  readonly range: string;
  /** Counted from 1. */
  readonly page: number;
  readonly first: string | undefined;
  readonly previous: string | undefined;
  readonly next: string | undefined;
  readonly last: string | undefined;
  /** Choices of rows per page; empty if all rows fit on the smallest page. */
  readonly sizes: readonly Choice[];
  /** The form that jumps to a page, and the state that it keeps; undefined if there is only one page. */
  readonly jump:
    | { readonly last: number; readonly of: string; readonly hidden: readonly HiddenInput[] }
    | undefined;
}

/**
 * The rows of the page that a query asks for, or of the last page if there are fewer; `noun` names one row.
 */
export function pageOf<T>(
  all: readonly T[],
  query: LeaderboardQuery,
  noun: string,
): { shown: readonly T[]; paging: Paging } {
  const found = all.length;
  const { shown, page, pages } = pageSlice(all, query.page, query.rows);
  const start = (page - 1) * query.rows;
  const to = (target: number, exists: boolean) => (exists ? writeQuery(query, { page: target }) : undefined);
  return {
    shown,
    paging: {
      range: `${count(Math.min(start + 1, found))}–${count(start + shown.length)} of ${plural(found, noun)}`,
      page,
      first: to(1, page > 1),
      previous: to(page - 1, page > 1),
      next: to(page + 1, page < pages),
      last: to(pages, page < pages),
      sizes: found > ROWS_A_PAGE[0] ? sizesOf(query) : [],
      jump: pages > 1 ? { last: pages, of: count(pages), hidden: hiddenInputs(query, 'page') } : undefined,
    },
  };
}

function sizesOf(query: LeaderboardQuery): Choice[] {
  return ROWS_A_PAGE.map((rows) => ({
    name: String(rows),
    href: writeQuery(query, { rows, page: 1 }),
    current: rows === query.rows,
  }));
}
