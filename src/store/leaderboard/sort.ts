import type { ParameterValue } from '../../configuration.ts';
import { SweepError } from '../../errors.ts';
import { findColumn, suggestColumns } from '../where/columns.ts';
import { LEADERBOARD_COLUMNS } from './columns.ts';
import type { LeaderboardRow } from './row.ts';

/**
 * Sorts rows by a column, best first (high accuracies, low losses, short durations, names from a to z), or as
 * `KEY:asc` and `KEY:desc` say. Rows without a value stand last; ties stay in the order in which they come.
 * @throws SweepError `filter_invalid` for a key that does not exist.
 */
export function sortRows(rows: readonly LeaderboardRow[], sort: string): LeaderboardRow[] {
  const [, minus, key, written] = /^(-?)(.*?)(?::([^:]*))?$/s.exec(sort)!;
  const direction = written?.toLowerCase();
  const column = findColumn(LEADERBOARD_COLUMNS, key!);
  if (column && (minus || !['asc', 'desc', undefined].includes(direction))) {
    const hint = `Write ${column.name}:desc for the highest first, ${column.name}:asc for the lowest.`;
    throw new SweepError('filter_invalid', `"${sort}" does not say how to sort.`, hint);
  }
  if (!column) {
    const hint = suggestColumns(LEADERBOARD_COLUMNS, key!);
    throw new SweepError('filter_invalid', `There is no column "${key}" to sort by.`, hint);
  }
  const best = column.name === 'mean' && rows[0]?.goal === 'minimize' ? 'low' : column.best;
  const sign = (direction ?? (best === 'low' ? 'asc' : 'desc')) === 'asc' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [left, right] = [column.read(a) ?? null, column.read(b) ?? null];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * byValue(left, right);
  });
}

/** Numbers, then texts and booleans, then lists element by element. */
function byValue(a: ParameterValue, b: ParameterValue): number {
  if (Array.isArray(a) && Array.isArray(b)) {
    const differing = a.findIndex((element, i) => element !== b[i]);
    return differing < 0 ? a.length - b.length : a[differing] - (b[differing] ?? -Infinity);
  }
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const kinds = kindOrder(a) - kindOrder(b);
  return kinds || (String(a) < String(b) ? -1 : Number(String(a) > String(b)));
}

function kindOrder(value: ParameterValue): number {
  if (typeof value === 'number') return 0;
  return Array.isArray(value) ? 2 : 1;
}
