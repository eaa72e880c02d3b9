import type { ChalkInstance } from 'chalk';
import { count, duration, metric, spread } from '../../format.ts';
import type { LeaderboardRow } from '../../store/index.ts';
import { TITLES } from '../../titles.ts';
import { trialNumbers } from '../../trial/trialNumbers.ts';
import { columnValue, shortValue, varyingColumns } from '../../trial/varying.ts';
import { table } from './table.ts';

/** Rows of a leaderboard with columns for what varies among them. */
export function leaderboardTable(chalk: ChalkInstance, rows: readonly LeaderboardRow[]): string {
  const varying = varyingColumns(rows);
  const metricName = rows[0]?.metric ?? 'val_accuracy';
  const right = (title: string) => ({ title, align: 'right' as const });
  const columns = [
    right('rank'),
    right('trial'),
    ...varying.map((title) => ({ title })),
    right(metricName),
    ...(metricName === 'val_accuracy' ? [] : [right('val_accuracy')]),
    right('test_accuracy'),
    right(TITLES.epochsDone),
    right(TITLES.durationMs),
    right(TITLES.parameterCount),
  ];
  return table(
    chalk,
    columns,
    rows.map((row) => [
      row.rank === null ? stateWord(chalk, row) : row.rank === 1 ? chalk.green('1') : String(row.rank),
      trialNumbers(row.trials),
      ...varying.map((column) => shortValue(columnValue(row, column))),
      spread(row.mean ?? row[metricName], row.std),
      ...(metricName === 'val_accuracy' ? [] : [metric(row.val_accuracy)]),
      metric(row.test_accuracy),
      String(row.epochs),
      duration(row.durationMs),
      count(row.parameterCount),
    ]),
  );
}

function stateWord(chalk: ChalkInstance, { state }: LeaderboardRow): string {
  return state === 'failed' ? chalk.red(state) : chalk.dim(state);
}
