import { nearest } from '../../sweepfile/suggest.ts';
import { formatValue } from '../../trial/varying.ts';
import { findColumn } from '../where/columns.ts';
import { columnsOfCondition, conditionsOf } from '../where/conditions.ts';
import { readWhere } from '../where/parse.ts';
import { writeCondition } from '../where/write.ts';
import type { RowColumn } from './columns.ts';
import type { LeaderboardRow } from './row.ts';
import { valueHints } from './valueHints.ts';

const VALUES_NAMED = 12;

/**
 * For a filter that no row passes: those of its conditions that no row meets, each with the values that
 * exist. `rows` reads the rows that pass a filter, or all.
 */
export function whyNone(
  where: string,
  columns: readonly RowColumn[],
  rows: (where?: string) => readonly LeaderboardRow[],
): string[] {
  return conditionsOf(where).flatMap((condition) => {
    const column = findColumn(columns, columnsOfCondition(condition)[0] ?? '');
    if (/\bor\b/i.test(condition)) return valueHints(condition, columns, rows);
    if (!column || column.type === 'number' || rows(condition).length > 0) return [];
    const values = rows().flatMap((row) => column.readAll?.(row) ?? column.read(row) ?? []);
    const names = [...new Set(values.map(formatValue))];
    if (names.length === 0) return [`No row has a ${column.name}.`];
    const shown = names.slice(0, VALUES_NAMED).join(', ') + (names.length > VALUES_NAMED ? ', …' : '');
    const [comparison] = readWhere(condition, columns).comparisons;
    const meant = typeof comparison?.value === 'string' ? nearest(comparison.value, names) : undefined;
    const hint = meant === undefined ? '' : ` Did you mean ${writeCondition(column.name, meant)}?`;
    return [`None has ${condition}: ${column.name} is ${shown}.${hint}`];
  });
}
