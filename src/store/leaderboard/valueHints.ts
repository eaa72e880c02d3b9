import type { ParameterValue } from '../../configuration.ts';
import { nearest } from '../../sweepfile/suggest.ts';
import { formatValue } from '../../trial/varying.ts';
import { type Comparison, readWhere } from '../where/parse.ts';
import { writeCondition } from '../where/write.ts';
import type { RowColumn } from './columns.ts';
import type { LeaderboardRow } from './row.ts';

const VALUES_NAMED = 12;

/**
 * What the reader of a filter should know about the texts in it: one that is written in another letter case, and one
 * that no row has, with what was probably meant. `rows` are all rows of the leaderboard.
 * @throws SweepError `filter_invalid`.
 */
export function valueHints(
  where: string,
  columns: readonly RowColumn[],
  rows: () => readonly LeaderboardRow[],
): string[] {
  const { comparisons } = readWhere(where, columns);
  return [...new Set(comparisons.flatMap((comparison) => hintOn(comparison, rows()) ?? []))];
}

function hintOn(
  { column, operator, value }: Comparison<LeaderboardRow>,
  rows: readonly LeaderboardRow[],
): string | undefined {
  // An empty text only asks whether there is a value.
  if (typeof value !== 'string' || value === '' || (operator !== '=' && operator !== '!=')) return undefined;
  const valuesOf = (row: LeaderboardRow): readonly ParameterValue[] => {
    const value = column.read(row);
    return column.readAll?.(row) ?? (value == null ? [] : [value]);
  };
  if (rows.some((row) => valuesOf(row).includes(value))) return undefined;
  const names = [...new Set(rows.flatMap(valuesOf).map(formatValue))];
  const written = names.find((name) => name.toLowerCase() === value.toLowerCase());
  if (written !== undefined) return `${column.name} is written ${written}, and found in any letter case.`;
  if (names.length === 0) return `No row has a ${column.name}.`;
  const meant = nearest(value, names);
  const none = `No row has ${writeCondition(column.name, value)}`;
  if (meant !== undefined) return `${none}. Did you mean ${writeCondition(column.name, meant)}?`;
  const shown = names.slice(0, VALUES_NAMED).join(', ') + (names.length > VALUES_NAMED ? ', …' : '');
  return `${none}: ${column.name} is ${shown}.`;
}
