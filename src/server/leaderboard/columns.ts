import type { ParameterValue } from '../../configuration.ts';
import { count, duration, metric, milliseconds, spread } from '../../format.ts';
import { type LeaderboardRow, narrow, type SweepInfo, writeCondition } from '../../store/index.ts';
import { TITLES } from '../../titles.ts';
import { columnValue, shortValue } from '../../trial/varying.ts';
import { FINAL_METRICS } from '../metrics.ts';
import { type LeaderboardQuery, writeQuery } from '../query.ts';

/** How a column is named, sorted by and read. */
export interface Column {
  readonly title: string;
  /** As filters, sort keys and addresses name it. */
  readonly key: string;
  readonly numeric: boolean;
  readonly bestFirst: 'asc' | 'desc';
  /** What a cell says. */
  read(row: LeaderboardRow): string;
  /** The value that a click on a cell filters by; columns without are measurements. */
  value?(row: LeaderboardRow): ParameterValue | undefined;
}

const usualMetrics: readonly string[] = ['val_accuracy', 'test_accuracy'];
const usualCosts: readonly string[] = ['epochsDone', 'durationMs', 'parameterCount'];

/** All columns that a sweep's leaderboard may have, in their order: the ranking metric, parameters, the rest. */
export function allColumns(
  { metric: ranking, goal }: SweepInfo,
  parameters: readonly string[],
  epoch: LeaderboardQuery['epoch'],
): Column[] {
  const others = FINAL_METRICS.filter((key) => key !== ranking);
  return [
    measured(ranking, goal === 'minimize' ? 'asc' : 'desc', (row) => rankedBy(row, ranking)),
    ...parameters.map(parameterColumn),
    ...others.map((key) => measured(key, key.endsWith('loss') ? 'asc' : 'desc', (row) => metric(row[key]))),
    measured('std', 'asc', (row) => metric(row.std)),
    measured('replicates', 'desc', (row) => String(row.replicates)),
    measured('epochsDone', 'asc', epochsText, epoch === 'best' ? TITLES.bestEpoch : TITLES.epochsDone),
    measured('durationMs', 'asc', (row) => duration(row.durationMs), TITLES.durationMs),
    measured('latencyMs', 'asc', (row) => milliseconds(row.latencyMs), TITLES.latencyMs),
    measured('parameterCount', 'asc', (row) => count(row.parameterCount), TITLES.parameterCount),
  ];
}

/** `0.9012 ± 0.0021`, and over how many of its trials where some have not come that far. */
function rankedBy({ trials, replicates, ...row }: LeaderboardRow, metric: SweepInfo['metric']): string {
  const text = spread(row.mean ?? row[metric], row.std);
  const partly = row.mean !== null && replicates < trials.length;
  return partly ? `${text} (${replicates} of ${trials.length})` : text;
}

/** Keys of the columns that are shown where nobody chose: what ranks, what varies, what it cost. */
export function usualColumns({ metric: ranking }: SweepInfo, varying: readonly string[]): Set<string> {
  return new Set([ranking, ...varying, ...usualMetrics, ...usualCosts]);
}

/** Where a click on a value leads: to the rows that share it; undefined where no filter can say that. */
export type Narrowing = (key: string, value: ParameterValue | undefined) => string | undefined;

/** The links of one page, each written once however many rows share a value. */
export function narrowing(query: LeaderboardQuery): Narrowing {
  const written = new Map<string, string>();
  return (key, value) => {
    const condition = writeCondition(key, value);
    if (condition === undefined) return undefined;
    const known = written.get(condition);
    if (known !== undefined) return known;
    const href = writeQuery(query, { where: narrow(query.where, condition), group: undefined, page: 1 });
    written.set(condition, href);
    return href;
  };
}

/** The epochs done, with the best one where its metrics are shown: `7 of 20`, or `5–9 of 20` for replicates. */
function epochsText({ epochs, bestEpochs }: LeaderboardRow): string {
  if (!bestEpochs) return String(epochs);
  const [first, last] = [Math.min(...bestEpochs), Math.max(...bestEpochs)];
  return `${first === last ? first : `${first}–${last}`} of ${epochs}`;
}

function parameterColumn(key: string): Column {
  const value = (row: LeaderboardRow) => columnValue(row, key);
  return {
    title: key,
    key,
    numeric: false,
    bestFirst: 'asc',
    read: (row) => shortValue(value(row)),
    value,
  };
}

function measured(key: string, bestFirst: Column['bestFirst'], read: Column['read'], title = key): Column {
  return { title, key, numeric: true, bestFirst, read };
}
