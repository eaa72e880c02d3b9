import { compareMeans } from '../../metric/compareMeans.ts';
import type { TrialState } from '../../trial/trial.ts';
import type { LeaderboardRow } from './row.ts';

/** Rows without a mean come after those with one, in this order. */
const UNRANKED_ORDER: readonly TrialState[] = [
  'running',
  'queued',
  'pruned',
  'completed',
  'failed',
  'cancelled',
];

/**
 * Best first: sound finalists by their mean, then other sound rows, then flawed ones, then rows without
 * results. The best mean of many configurations with few seeds is partly luck, so none of them comes before a
 * finalist, which has more seeds. Of equal rows, the older sweep and the lower trial number come first, so
 * the order is always the same.
 */
export function order<T extends LeaderboardRow>(rows: readonly T[]): T[] {
  return [...rows].sort(compareRows);
}

/** Below 0 if the first row comes before the second. */
export function compareRows(a: LeaderboardRow, b: LeaderboardRow): number {
  return tier(a) - tier(b) || byMean(a, b) || a.sweep - b.sweep || a.trials[0]! - b.trials[0]!;
}

/**
 * Rows in that order, with a rank if they have a mean. Equal rows share a rank, and the next rank counts all
 * rows before it: 1, 1, 1, 4. A row that has its rank already stays the same object. `ahead` is the number of rows
 * that come before all of these, and `before` the last of them.
 */
export function rank(
  ordered: readonly LeaderboardRow[],
  ahead = 0,
  before: LeaderboardRow | undefined = undefined,
): LeaderboardRow[] {
  let last = before;
  return ordered.map((row, index) => {
    const equal = last && tier(last) === tier(row) && byMean(last, row) === 0;
    const rank = row.mean === null ? null : equal ? last!.rank : ahead + index + 1;
    last = row.rank === rank ? row : { ...row, rank };
    return last;
  });
}

/** Rows of any sweeps of one dataset and metric, best first, ranked among each other. */
export function rankedTogether(rows: readonly LeaderboardRow[]): LeaderboardRow[] {
  return rank(order(rows));
}

/**
 * Below 0 if the first of two rows of one leaderboard comes before the second by rank, whatever they are
 * sorted by.
 */
export function byRank(a: LeaderboardRow, b: LeaderboardRow): number {
  if (a.rank !== b.rank) return (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY);
  return a.sweep - b.sweep || a.trials[0]! - b.trials[0]!;
}

function tier({ mean, flawed, finalist, state }: LeaderboardRow): number {
  if (mean !== null) return flawed ? 2 : finalist ? 0 : 1;
  return 3 + UNRANKED_ORDER.indexOf(state);
}

function byMean(a: LeaderboardRow, b: LeaderboardRow): number {
  return compareMeans(a, b, a.goal);
}
