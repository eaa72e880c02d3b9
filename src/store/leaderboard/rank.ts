import type { TrialState } from '../../trial/trial.ts';
import type { LeaderboardRow } from './row.ts';
import type { UnrankedRow } from './summarize.ts';

/** Rows without a mean stand after those with one, in this order. */
const UNRANKED_ORDER: readonly TrialState[] = [
  'running',
  'queued',
  'pruned',
  'completed',
  'failed',
  'cancelled',
];

/**
 * Best first: sound rows by their mean, then flawed ones by theirs, then what has none yet. Ties go to the older
 * sweep and the lower trial number, so the order is always the same.
 */
export function order<T extends UnrankedRow>(rows: readonly T[]): T[] {
  return [...rows].sort(compareRows);
}

/** Below 0 where the first of two rows stands before the other. */
export function compareRows(a: UnrankedRow, b: UnrankedRow): number {
  return tier(a) - tier(b) || byMean(a, b) || a.sweep - b.sweep || a.trials[0]! - b.trials[0]!;
}

/** The rows in that order, with a rank where they have a mean. */
export function rank(rows: readonly UnrankedRow[]): LeaderboardRow[] {
  return order(rows).map(({ flawed: _, ...row }, index) => ({
    rank: row.mean === null ? null : index + 1,
    ...row,
  }));
}

function tier({ mean, flawed, state }: UnrankedRow): number {
  if (mean !== null) return flawed ? 1 : 0;
  return 2 + UNRANKED_ORDER.indexOf(state);
}

function byMean(a: UnrankedRow, b: UnrankedRow): number {
  if (a.mean === null || b.mean === null) return 0;
  return a.goal === 'maximize' ? b.mean - a.mean : a.mean - b.mean;
}
