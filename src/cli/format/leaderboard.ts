import { stripVTControlCharacters } from 'node:util';
import type { ChalkInstance } from 'chalk';
import { type Beside, besideMark } from '../../comparison/index.ts';
import { count, duration, listed, spread } from '../../format.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import type { LeaderboardRow, SweepInfo } from '../../store/index.ts';
import { TITLES } from '../../titles.ts';
import { trainableOf } from '../../trainable/index.ts';
import { trialNumbers } from '../../trial/trialNumbers.ts';
import { shortValue, varyingParameters } from '../../trial/varying.ts';
import { resultsOf } from '../results/index.ts';
import { GAP, type TableColumn, table } from './table.ts';

/** A column, and how soon it is left out on a narrow terminal: the highest number first, 0 never. */
interface BoardColumn extends TableColumn {
  readonly yields: number;
  readonly cell: (row: LeaderboardRow) => string;
}

/**
 * Rows of a leaderboard with columns for the parameters that vary among them, as many as fit into `width`, and marks of
 * those that cannot be told from the best one or share their rank.
 */
export function leaderboardTable(
  chalk: ChalkInstance,
  { trainable, metric }: Pick<SweepInfo, 'trainable' | 'metric'>,
  rows: readonly LeaderboardRow[],
  width = Number.POSITIVE_INFINITY,
  beside: readonly (Beside | undefined)[] = [],
  shared: ReadonlyMap<number, number> = new Map(),
): string {
  const marks = new Map(rows.map((row, index) => [row, besideMark(beside[index])?.sign]));
  const varying = varyingParameters(rows.map(({ parameters }) => parameters));
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
      yields: 1,
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
  const shown = fitting(columns, rows, width);
  const drawn = table(
    chalk,
    shown,
    rows.map((row) => shown.map(({ cell }) => cell(row))),
  );
  const left = columns.filter((column) => !shown.includes(column)).map(({ title }) => title);
  if (left.length === 0) return drawn;
  return `${drawn}\n${chalk.dim(`No room here for ${listed(left)}: a wider terminal shows more.`)}`;
}

/** The columns that fit, after leaving out those with the highest number, the last of them first. */
function fitting(
  columns: readonly BoardColumn[],
  rows: readonly LeaderboardRow[],
  width: number,
): readonly BoardColumn[] {
  const widthOf = ({ title, cell }: BoardColumn) => Math.max(...[title, ...rows.map(cell)].map(visibleWidth));
  const widths = new Map(columns.map((column) => [column, widthOf(column) + GAP]));
  const shown = [...columns];
  const total = () => shown.reduce((sum, column) => sum + widths.get(column)!, -GAP);
  while (total() > width) {
    const most = Math.max(...shown.map(({ yields }) => yields));
    if (most === 0) break;
    shown.splice(
      shown.findLastIndex(({ yields }) => yields === most),
      1,
    );
  }
  return shown;
}

function visibleWidth(text: string): number {
  return stripVTControlCharacters(text).length;
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
