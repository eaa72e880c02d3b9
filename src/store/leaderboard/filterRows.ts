import { parseWhere } from '../where/parse.ts';
import type { RowColumn } from './columns.ts';
import type { LeaderboardRow } from './row.ts';
import { countRows } from './rowCounts.ts';
import { sortRows } from './sort.ts';

/** Which rows of a leaderboard are wanted, and in which order. */
export interface RowOptions {
  /** A column, optionally with `:asc` or `:desc`; sorted by rank if absent. */
  readonly sort?: string | undefined;
  /** A filter such as `optimizer=adam and val_accuracy>0.9`. */
  readonly where?: string | undefined;
  readonly limit?: number | undefined;
  /** Leaves out hidden rows; the ranks stay. */
  readonly withoutHidden?: boolean | undefined;
}

/**
 * Filters and sorts ranked rows; a wrong filter is reported before they are read.
 * @throws SweepError `filter_invalid` for a wrong filter or sort key.
 */
export function filterRows(
  read: () => readonly LeaderboardRow[],
  columns: readonly RowColumn[],
  { where, sort, limit, withoutHidden }: RowOptions,
): readonly LeaderboardRow[] {
  const keep = where === undefined ? undefined : parseWhere(where, columns);
  const all = read();
  const ranked = withoutHidden && countRows(all).hidden > 0 ? all.filter(({ hidden }) => !hidden) : all;
  const kept = keep ? ranked.filter(keep) : ranked;
  const sorted = sort === undefined ? kept : sortRows(kept, sort, columns);
  return limit === undefined ? sorted : sorted.slice(0, limit);
}
