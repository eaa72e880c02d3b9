import { conditionsOf, type Database, LEADERBOARD_COLUMNS, leaderboard } from '../store/index.ts';
import { formatValue } from '../trial/varying.ts';

const VALUES_NAMED = 12;

/** Of the conditions of a filter that no row passes, those that no row has at all, each with the values that there are. */
export function whyNone(
  db: Database,
  sweepId: number,
  where: string,
  by: 'configuration' | 'trial',
): string[] {
  const rows = leaderboard(db, sweepId, { by });
  return conditionsOf(where).flatMap((condition) => {
    const name = /^[\w.-]+/.exec(condition)?.[0];
    const column = LEADERBOARD_COLUMNS.find(
      (each) => each.type !== 'number' && (each.name === name || each.otherNames?.includes(name ?? '')),
    );
    if (!column || leaderboard(db, sweepId, { by, where: condition }).length > 0) return [];
    const values = new Set(
      rows.flatMap((row) => column.readAll?.(row) ?? column.read(row) ?? []).map(formatValue),
    );
    const shown = [...values].slice(0, VALUES_NAMED).join(', ');
    return values.size === 0
      ? [`No row has a value of ${column.name}.`]
      : [`None has ${condition}: ${column.name} is ${shown}${values.size > VALUES_NAMED ? ', …' : ''}.`];
  });
}
