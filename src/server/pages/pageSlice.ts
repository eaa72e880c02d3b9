/** One page of items, and its position among all. */
export interface PageSlice<T> {
  readonly shown: readonly T[];
  /** Counted from 1. */
  readonly page: number;
  readonly pages: number;
}

/** The items of the page that was asked for, or of the last page if there are fewer. */
export function pageSlice<T>(all: readonly T[], asked: number, size: number): PageSlice<T> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = Math.min(asked, pages);
  return { shown: all.slice((page - 1) * size, page * size), page, pages };
}
