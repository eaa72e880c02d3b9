import { count, duration, metric, spread } from '../../format.ts';
import type { LeaderboardRow, SweepInfo } from '../../store/index.ts';
import { columnValue, formatValue } from '../../trial/varying.ts';
import { type LeaderboardQuery, writeQuery } from '../query.ts';

export interface TableColumn {
  readonly title: string;
  /** Sorts by this column, or turns its order around. */
  readonly href: string;
  readonly order?: 'ascending' | 'descending';
  readonly numeric: boolean;
}

export interface TableRow {
  readonly rank: number | null;
  readonly state: LeaderboardRow['state'];
  /** Number of the trial that the row leads to, the best of a configuration's. */
  readonly trial: number;
  readonly trials: string;
  readonly tags: readonly string[];
  readonly hidden: boolean;
  /** Why it failed; null where it did not. */
  readonly reason: string | null;
  readonly cells: readonly { readonly text: string; readonly numeric: boolean }[];
  /** Points of a curve in a box of 100 × 24, for an SVG polyline; empty for fewer than two epochs. */
  readonly curve: string;
}

/** How a column is named, sorted by and read. */
interface Column {
  readonly title: string;
  readonly key: string;
  readonly numeric: boolean;
  readonly bestFirst: 'asc' | 'desc';
  read(row: LeaderboardRow): string;
}

function columnsOf({ metric: metricName, goal }: SweepInfo, varying: readonly string[]): Column[] {
  const number = (key: string, bestFirst: 'asc' | 'desc', read: Column['read'], title = key): Column => ({
    title,
    key,
    numeric: true,
    bestFirst,
    read,
  });
  const parameters = varying.map(
    (key): Column => ({
      title: key,
      key,
      numeric: false,
      bestFirst: 'asc',
      read: (row) => formatValue(columnValue(row, key)),
    }),
  );
  const others = (['val_accuracy', 'test_accuracy'] as const).filter((key) => key !== metricName);
  return [
    number(metricName, goal === 'minimize' ? 'asc' : 'desc', (row) =>
      spread(row.mean ?? row[metricName], row.std),
    ),
    ...parameters,
    ...others.map((key) => number(key, 'desc', (row) => metric(row[key]))),
    number('epochsDone', 'asc', (row) => String(row.epochs), 'trained'),
    number('durationMs', 'asc', (row) => duration(row.durationMs), 'time'),
    number('parameterCount', 'asc', (row) => count(row.parameterCount), 'weights'),
  ];
}

/** Heads and rows of a leaderboard: a column for each parameter that varies in the sweep. */
export function leaderboardTable(
  sweep: SweepInfo,
  varying: readonly string[],
  shown: readonly LeaderboardRow[],
  query: LeaderboardQuery,
  curves: ReadonlyMap<number, readonly (number | null)[]>,
): { trialColumn: TableColumn; columns: TableColumn[]; rows: TableRow[] } {
  const columns = columnsOf(sweep, varying);
  return {
    trialColumn: head({ title: 'trial', key: 'trial', numeric: true, bestFirst: 'asc' }, query),
    columns: columns.map((column) => head(column, query)),
    rows: shown.map((row) => ({
      rank: row.rank,
      state: row.state,
      reason: row.reason,
      trial: row.trials[0]!,
      tags: row.tags,
      hidden: row.hidden,
      trials: row.trials.length > 1 ? `${row.trials[0]}–${row.trials.at(-1)}` : String(row.trials[0]),
      cells: columns.map((column) => ({ text: column.read(row), numeric: column.numeric })),
      curve: polyline(curves.get(row.trials[0]!) ?? []),
    })),
  };
}

/** A column's head, which sorts by it or turns its order around. */
function head(
  { title, key, numeric, bestFirst }: Omit<Column, 'read'>,
  query: LeaderboardQuery,
): TableColumn {
  const [sortedKey, direction] = (query.sort ?? '').split(':');
  const order = key === sortedKey ? (direction ?? bestFirst) : undefined;
  const next = order === undefined ? bestFirst : order === 'asc' ? 'desc' : 'asc';
  const href = writeQuery(query, { sort: `${key}:${next}`, page: 1 });
  if (order === undefined) return { title, numeric, href };
  return { title, numeric, href, order: order === 'asc' ? 'ascending' : 'descending' };
}

/** The points of a curve from left to right, its lowest value at the bottom. */
export function polyline(values: readonly (number | null)[], width = 100, height = 24): string {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return '';
  const low = Math.min(...known);
  const range = Math.max(...known) - low || 1;
  return values
    .flatMap((value, index) => {
      if (value === null) return [];
      const x = 1 + (index / (values.length - 1)) * (width - 2);
      const y = height - 1 - ((value - low) / range) * (height - 2);
      return [`${x.toFixed(1)},${y.toFixed(1)}`];
    })
    .join(' ');
}
