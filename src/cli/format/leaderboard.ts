import type { ChalkInstance } from 'chalk';
import { type Beside, besideMark } from '../../comparison/index.ts';
import { count, duration, spread } from '../../format.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import type { LeaderboardRow, SweepInfo } from '../../store/index.ts';
import { TITLES } from '../../titles.ts';
import { trainableOf } from '../../trainable/index.ts';
import { trialNumbers } from '../../trial/trialNumbers.ts';
import { shortValue, varyingParameters } from '../../trial/varying.ts';
import { resultsOf } from '../results/index.ts';
import { type TableColumn, type Terminal, table } from './table.ts';

interface BoardColumn extends TableColumn {
  readonly yields: number;
  readonly cell: (row: LeaderboardRow) => string;
}

interface Marked {
  /** Parameters whose values follow from others: their columns leave first. */
  readonly derived?: readonly string[];
  /** All rows of the sweep: a parameter that varies among them has a column, even if these rows share its value. */
  readonly among?: readonly LeaderboardRow[] | undefined;
  /** What is known of each row beside the best one. */
  readonly beside?: readonly (Beside | undefined)[];
  /** Ranks that several rows share, with their number. */
  readonly shared?: ReadonlyMap<number, number>;
}

/**
 * Rows of a leaderboard with columns for the parameters that vary in the sweep, as many as fit into the terminal, and
 * marks of rows that cannot be told from the best one or share their rank.
 */
export function leaderboardTable(
  terminal: Terminal,
  { trainable, metric }: Pick<SweepInfo, 'trainable' | 'metric'>,
  rows: readonly LeaderboardRow[],
  { derived = [], among = rows, beside = [], shared = new Map() }: Marked = {},
): string {
  const { chalk } = terminal;
  const marks = new Map(rows.map((row, index) => [row, besideMark(beside[index])?.sign]));
  const varying = varyingParameters(among.map(({ parameters }) => parameters));
  const { boardMetrics, boardFacts } = resultsOf(trainable);
  const right = (title: string, yields: number, cell: BoardColumn['cell']): BoardColumn => ({
    title,
    align: 'right',
    yields,
    cell,
  });
  const columns: BoardColumn[] = [
    right('rank', 0, (row) => [marks.get(row), rankText(chalk, row, shared)].filter(Boolean).join(' ')),
    right('trial', 0, (row) => trialNumbers(row.trials)),
    ...varying.map((title) => ({
      title,
      yields: derived.includes(title) ? 5 : 1,
      cell: (row: LeaderboardRow) => shortValue(row.parameters[title]),
    })),
    right(metric, 0, (row) => spread(row.mean ?? row.metrics[metric], row.std)),
    ...(rows.some(({ finalist }) => finalist) ? [right('seeds', 0, (row) => String(row.replicates))] : []),
    // A program may report a metric with the name of one of its parameters.
    ...boardMetrics(metric, rows).map((name) =>
      right(varying.includes(name) ? `metrics.${name}` : name, 2, (row) =>
        metricInfo(name).format(row.metrics[name]),
      ),
    ),
    right(`${trainableOf(trainable).stepName}s done`, 4, (row) => String(row.steps)),
    right(TITLES.durationMs, 3, (row) => duration(row.durationMs)),
    ...boardFacts.map((name) => right(titleOf(name), 3, (row) => count(row.facts[name] ?? Number.NaN))),
  ];
  return table(
    terminal,
    columns,
    rows.map((row) => columns.map(({ cell }) => cell(row))),
  );
}

function rankText(chalk: ChalkInstance, row: LeaderboardRow, shared: ReadonlyMap<number, number>): string {
  if (row.rank === null) return stateWord(chalk, row);
  const text = `${shared.has(row.rank) ? '=' : ''}${row.rank}`;
  return row.rank === 1 ? chalk.green(text) : text;
}

function stateWord(chalk: ChalkInstance, { state }: LeaderboardRow): string {
  return state === 'failed' ? chalk.red(state) : chalk.dim(state);
}

/** The title of a measurement for people. */
export function titleOf(name: string): string {
  return Object.hasOwn(TITLES, name) ? TITLES[name as keyof typeof TITLES] : metricInfo(name).title;
}
