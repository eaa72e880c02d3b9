import type { ParameterValue } from '../../configuration.ts';
import { count, metric as formatMetric, spread } from '../../format.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import { forReading, headlines, isCost } from '../../metric/forReading.ts';
import type { Goal } from '../../metric/metric.ts';
import { ownValue } from '../../ownValue.ts';
import { columnKey, type LeaderboardRow, type RowColumn, type SweepInfo } from '../../store/index.ts';
import { parameterTitle, TITLES, titleOf } from '../../titles.ts';
import { PLANNING_FACTS } from '../../trainable/trainable.ts';
import { shortValue } from '../../trial/varying.ts';
import type { LeaderboardQuery } from '../addresses/query.ts';

/** How a column of a table is named, sorted and read. */
export interface TableColumn {
  readonly title: string;
  /** The name in filters, sort keys and addresses. */
  readonly key: string;
  readonly numeric: boolean;
  readonly bestFirst: 'asc' | 'desc';
  /** Whether it has the metric that ranks. */
  readonly lead?: true;
  /** Whether its cells are pictures. */
  readonly picture?: true;
  /** Whether rows have no order by it. */
  readonly unordered?: true;
  /** A CSS class of its cells. */
  readonly className?: string;
  /** The text of a cell. */
  read(row: LeaderboardRow): string;
  /** The number of a cell; a column without it has no differences. */
  amount?(row: LeaderboardRow): number | null | undefined;
  /** A difference between two of its numbers, as a text without a sign. */
  formatDifference?(difference: number): string;
  /** Which of two numbers is better, where that is known. */
  readonly goal?: Goal | undefined;
  /** The value that a click on a cell filters by; a column without it is a measurement. */
  value?(row: LeaderboardRow): ParameterValue | undefined;
  /** The page that a cell leads to, in place of the rows that share its value. */
  href?(row: LeaderboardRow): string;
}

/** Names of all that a sweep's leaderboard can show. */
export interface BoardNames {
  /** All columns that its rows can be filtered and sorted by. */
  readonly columns: readonly RowColumn[];
  /** Those that vary come first. */
  readonly parameters: readonly string[];
  readonly varying: readonly string[];
  /** Those of the varying ones that follow from the others. */
  readonly derived: readonly string[];
  readonly metrics: readonly string[];
}

/** What a table shows of its rows in addition to what every row has. */
export interface TableStart {
  /** The columns before all others. */
  readonly first: readonly TableColumn[];
  /** The metrics that these show. */
  readonly metrics: readonly string[];
  readonly stepName: 'epoch' | 'step';
}

/**
 * All columns that a table of rows may have, in their order: the curve follows the first ones, so that it is in sight
 * however many parameters there are.
 */
export function tableColumns(
  { first, metrics, stepName }: TableStart,
  names: BoardNames,
  step: LeaderboardQuery['epoch'],
): TableColumn[] {
  const others = forReading(names.metrics).filter((name) => !metrics.includes(name));
  const done = step === 'best' ? `best of ${stepName}s done` : `${stepName}s done`;
  return [
    ...first,
    CURVE,
    ...names.parameters.map((name) => ({
      ...parameterColumn(name, keyOf(names, 'parameters', name)),
      title: parameterTitle(name, names.derived),
    })),
    ...others.filter((name) => !isCost(name)).map((name) => metricColumn(name, names)),
    {
      ...measured('std', 'asc', (row) => formatMetric(row.std)),
      amount: ({ std }) => std,
      formatDifference: formatMetric,
      goal: 'minimize',
    },
    { ...measured('replicates', 'desc', (row) => String(row.replicates)), title: 'seeds' },
    { ...measured(stepsKey(stepName), 'asc', stepsText), title: done },
    {
      ...measured('durationMs', 'asc', durationText),
      title: TITLES.durationMs,
      amount: ({ durationMs }) => durationMs,
      formatDifference: metricInfo('durationMs').format,
      goal: 'minimize',
    },
    ...others.filter(isCost).map((name) => metricColumn(name, names)),
    ...factNames(names).map((name) => factColumn(name, names)),
  ];
}

/** The metric that ranks the rows of a sweep. */
export function rankingColumn({ metric, goal }: SweepInfo, names: BoardNames): TableColumn {
  return {
    ...measured(keyOf(names, 'metrics', metric), goal === 'minimize' ? 'asc' : 'desc', (row) =>
      rankedBy(row, metric),
    ),
    title: metricInfo(metric).title,
    lead: true,
    amount: ({ mean, metrics }) => mean ?? ownValue(metrics, metric),
    formatDifference: metricInfo(metric).format,
    goal,
  };
}

/** The metric over the steps, as a picture. */
const CURVE: TableColumn = {
  title: 'curve',
  key: 'curve',
  numeric: false,
  bestFirst: 'asc',
  picture: true,
  unordered: true,
  read: () => '',
};

/** The columns with these keys, in the order of the keys where a reader chose it. */
export function chosenColumns(
  all: readonly TableColumn[],
  chosen: readonly string[] | undefined,
  usual: ReadonlySet<string>,
  color: string | undefined,
): TableColumn[] {
  if (!chosen) return all.filter(({ key }) => usual.has(key) || key === color);
  const found = chosen.flatMap((key) => all.find((column) => column.key === key) ?? []);
  const missing = all.filter(({ key }) => key === color && !chosen.includes(key));
  return [...found, ...missing];
}

/**
 * Keys of the columns that a sweep's leaderboard shows by default: the ranked metric, the parameters that vary by themselves,
 * the costs, the curve.
 */
export function usualColumns(sweep: SweepInfo, names: BoardNames, stepName: 'epoch' | 'step'): Set<string> {
  const metrics = [sweep.metric, ...headlines(names.metrics)];
  return new Set([
    ...metrics.map((name) => keyOf(names, 'metrics', name)),
    ...names.varying
      .filter((name) => !names.derived.includes(name))
      .map((name) => keyOf(names, 'parameters', name)),
    ...(sweep.finals ? ['replicates'] : []),
    ...usualCosts(stepName),
    ...factNames(names)
      .slice(0, 1)
      .map((name) => keyOf(names, 'facts', name)),
  ]);
}

/** Keys of the columns of steps done, time and curve. */
export function usualCosts(stepName: 'epoch' | 'step'): string[] {
  return [stepsKey(stepName), 'durationMs', CURVE.key];
}

/** The facts by which people compare configurations. */
export function factNames({ columns }: Pick<BoardNames, 'columns'>): string[] {
  return columns
    .filter(({ kind, name }) => kind === 'facts' && !PLANNING_FACTS.includes(name))
    .map(({ name }) => name);
}

/** The name in addresses of the number of steps done: `epochsDone` for networks. */
export function stepsKey(stepName: 'epoch' | 'step'): string {
  return `${stepName}sDone`;
}

export function keyOf(
  { columns }: Pick<BoardNames, 'columns'>,
  kind: 'parameters' | 'metrics' | 'facts',
  name: string,
): string {
  return columnKey(columns, kind, name);
}

/** Such as `0.9012 ± 0.0021`, with the number of trials behind it if some have not come that far. */
function rankedBy({ trials, replicates, metrics, ...row }: LeaderboardRow, metric: string): string {
  const text =
    row.mean === null ? metricInfo(metric).format(ownValue(metrics, metric)) : spread(row.mean, row.std);
  const partly = row.mean !== null && replicates < trials.length;
  return partly ? `${text} (${replicates} of ${trials.length})` : text;
}

/** The steps done, or the best step if its metrics are shown: `7 of 20`, or `5–9 of 20` for replicates. */
function stepsText({ steps, bestSteps }: LeaderboardRow): string {
  if (!bestSteps) return String(steps);
  const [first, last] = [Math.min(...bestSteps), Math.max(...bestSteps)];
  return `${first === last ? first : `${first}–${last}`} of ${steps}`;
}

function durationText({ durationMs }: LeaderboardRow): string {
  return metricInfo('durationMs').format(durationMs);
}

function parameterColumn(name: string, key: string): TableColumn {
  const value = (row: LeaderboardRow) => ownValue(row.parameters, name);
  return { title: name, key, numeric: false, bestFirst: 'asc', read: (row) => shortValue(value(row)), value };
}

export function metricColumn(name: string, names: BoardNames): TableColumn {
  const { title, goal, format } = metricInfo(name);
  const bestFirst = goal === 'minimize' ? 'asc' : 'desc';
  return {
    ...measured(keyOf(names, 'metrics', name), bestFirst, (row) => format(ownValue(row.metrics, name))),
    title,
    amount: (row) => ownValue(row.metrics, name),
    formatDifference: format,
    goal,
  };
}

function factColumn(name: string, names: BoardNames): TableColumn {
  const read = (row: LeaderboardRow) => factText(ownValue(row.facts, name));
  return {
    ...measured(keyOf(names, 'facts', name), 'asc', read),
    title: titleOf(name),
    amount: (row) => ownValue(row.facts, name),
    formatDifference: factText,
  };
}

/** A whole number, or one with four decimals. */
export function factText(value: number | undefined): string {
  return value !== undefined && Number.isInteger(value) ? count(value) : formatMetric(value);
}

function measured(key: string, bestFirst: TableColumn['bestFirst'], read: TableColumn['read']): TableColumn {
  return { title: key, key, numeric: true, bestFirst, read };
}
