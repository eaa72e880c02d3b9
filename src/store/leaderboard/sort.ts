import type { ParameterValue } from '../../configuration.ts';
import { SweepError } from '../../errors.ts';
import { findColumn, suggestColumns } from '../where/columns.ts';
import type { RowColumn } from './columns.ts';
import type { LeaderboardRow } from './row.ts';

/**
 * Sorts rows by a column, best first (high accuracies, low losses, short durations, names from a to z), or as
 * `KEY:asc` and `KEY:desc` say. Rows without a value come last; ties keep their order.
 * @throws SweepError `filter_invalid` for a key that does not exist.
 */
export function sortRows(
  rows: readonly LeaderboardRow[],
  sort: string,
  columns: readonly RowColumn[],
): LeaderboardRow[] {
  const [, minus, key, written] = /^(-?)(.*?)(?::([^:]*))?$/s.exec(sort)!;
  // Names may hold colons and begin with a minus.
  const whole = findColumn(columns, sort);
  const named = whole ?? findColumn(columns, sort.replace(/:(asc|desc)$/i, ''));
  const direction = whole
    ? undefined
    : /:(asc|desc)$/i.test(sort) || !named
      ? written?.toLowerCase()
      : undefined;
  const column = named ?? findColumn(columns, key!);
  if (column && ((minus && !named) || !['asc', 'desc', undefined].includes(direction))) {
    const hint = `Write ${column.name}:desc for the highest first, ${column.name}:asc for the lowest.`;
    throw new SweepError('filter_invalid', `"${sort}" does not say how to sort.`, hint);
  }
  if (!column) {
    const hint = suggestColumns(columns, key!);
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

/** Numbers, then texts and booleans, then lists element by element, then mappings. */
function byValue(a: ParameterValue, b: ParameterValue): number {
  if (Array.isArray(a) && Array.isArray(b)) return byElements(a, b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const kinds = kindOrder(a) - kindOrder(b);
  if (kinds) return kinds;
  const [one, other] = [textOf(a), textOf(b)];
  return one < other ? -1 : Number(one > other);
}

function byElements(a: readonly ParameterValue[], b: readonly ParameterValue[]): number {
  for (const [index, element] of a.entries()) {
    if (index >= b.length) return 1;
    const difference = byValue(element, b[index]!);
    if (difference) return difference;
  }
  return a.length - b.length;
}

function kindOrder(value: ParameterValue): number {
  if (typeof value === 'number') return 0;
  if (typeof value !== 'object' || value === null) return 1;
  return Array.isArray(value) ? 2 : 3;
}

function textOf(value: ParameterValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
