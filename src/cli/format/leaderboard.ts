import type { ChalkInstance } from 'chalk';
import { count, duration, spread } from '../../format.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import type { LeaderboardRow, SweepInfo } from '../../store/index.ts';
import { TITLES } from '../../titles.ts';
import { trainableOf } from '../../trainable/index.ts';
import { trialNumbers } from '../../trial/trialNumbers.ts';
import { shortValue, varyingParameters } from '../../trial/varying.ts';
import { resultsOf } from '../results/index.ts';
import { table } from './table.ts';

/** Rows of a leaderboard with columns for what varies among them. */
export function leaderboardTable(
  chalk: ChalkInstance,
  { trainable, metric }: Pick<SweepInfo, 'trainable' | 'metric'>,
  rows: readonly LeaderboardRow[],
): string {
  const varying = varyingParameters(rows.map(({ parameters }) => parameters));
  const { boardMetrics, boardFacts } = resultsOf(trainable);
  const metrics = boardMetrics(metric, rows);
  const finals = rows.some(({ finalist }) => finalist);
  const right = (title: string) => ({ title, align: 'right' as const });
  const columns = [
    right('rank'),
    right('trial'),
    ...varying.map((title) => ({ title })),
    right(metric),
    ...(finals ? [right('seeds')] : []),
    // What a program reports may be called as what it was given.
    ...metrics.map((name) => right(varying.includes(name) ? `metrics.${name}` : name)),
    right(`${trainableOf(trainable).stepName}s done`),
    right(TITLES.durationMs),
    ...boardFacts.map((name) => right(titleOf(name))),
  ];
  return table(
    chalk,
    columns,
    rows.map((row) => [
      row.rank === null ? stateWord(chalk, row) : row.rank === 1 ? chalk.green('1') : String(row.rank),
      trialNumbers(row.trials),
      ...varying.map((name) => shortValue(row.parameters[name])),
      spread(row.mean ?? row.metrics[metric], row.std),
      ...(finals ? [String(row.replicates)] : []),
      ...metrics.map((name) => metricInfo(name).format(row.metrics[name])),
      String(row.steps),
      duration(row.durationMs),
      ...boardFacts.map((name) => count(row.facts[name] ?? Number.NaN)),
    ]),
  );
}

function stateWord(chalk: ChalkInstance, { state }: LeaderboardRow): string {
  return state === 'failed' ? chalk.red(state) : chalk.dim(state);
}

/** What a measurement is called before people. */
export function titleOf(name: string): string {
  return Object.hasOwn(TITLES, name) ? TITLES[name as keyof typeof TITLES] : metricInfo(name).title;
}
