import { count } from '../../format.ts';
import type { LeaderboardRow } from './row.ts';

/**
 * Says which of several rows with rank 1 counts as the best; undefined if only one has it. `rows` are all
 * rows of a leaderboard, best first.
 */
export function equalBest(
  rows: readonly LeaderboardRow[],
  by: 'configuration' | 'trial' = 'configuration',
): string | undefined {
  const next = rows.findIndex(({ rank }) => rank !== 1);
  const equal = next < 0 ? rows.length : next;
  if (equal < 2) return undefined;
  const { metric, trials } = rows[0]!;
  return `${count(equal)} ${by}s share rank 1: their ${metric} is exactly the same. The first of them, trial ${trials[0]}, counts as the best.`;
}

/** Explains the mark of ranks that are shared; undefined if none of the shown rows has one. */
export function sharedRankWords(
  shown: readonly LeaderboardRow[],
  shared: ReadonlyMap<number, number>,
): string | undefined {
  const row = shown.find(({ rank }) => shared.has(rank ?? 0));
  return row && `= shares its rank with others: exactly the same ${row.metric}.`;
}
