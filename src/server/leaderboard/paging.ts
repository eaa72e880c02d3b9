import { count } from '../../format.ts';
import { pageSlice } from '../pageSlice.ts';
import { hiddenInputs, type LeaderboardQuery, ROWS_A_PAGE, writeQuery } from '../query.ts';

/** Where a page stands among all pages of rows, and the way to the others. */
export interface Paging {
  /** Such as `51–100 of 10,000`. */
  readonly range: string;
  readonly found: number;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly first: string | undefined;
  readonly previous: string | undefined;
  readonly next: string | undefined;
  readonly last: string | undefined;
  /** Rows a page. */
  readonly sizes: readonly { readonly rows: number; readonly href: string; readonly current: boolean }[];
  /** What the form that jumps to a page keeps of the state. */
  readonly hidden: ReturnType<typeof hiddenInputs>;
}

/** The rows of the page that a query asks for, or of the last one where there are fewer. */
export function pageOf<T>(
  all: readonly T[],
  query: LeaderboardQuery,
): { shown: readonly T[]; paging: Paging } {
  const found = all.length;
  const { shown, page, pages } = pageSlice(all, query.page, query.rows);
  const start = (page - 1) * query.rows;
  const to = (target: number, exists: boolean) => (exists ? writeQuery(query, { page: target }) : undefined);
  return {
    shown,
    paging: {
      range: `${count(Math.min(start + 1, found))}–${count(start + shown.length)} of ${count(found)}`,
      found,
      page,
      pages,
      first: to(1, page > 1),
      previous: to(page - 1, page > 1),
      next: to(page + 1, page < pages),
      last: to(pages, page < pages),
      sizes: ROWS_A_PAGE.map((rows) => ({
        rows,
        href: writeQuery(query, { rows, page: 1 }),
        current: rows === query.rows,
      })),
      hidden: hiddenInputs(query, 'page'),
    },
  };
}
