import type { LeaderboardRow } from '../store/index.ts';

/**
 * The value with which a configuration counts as an effort of the search: its mean or, if it was stopped early, the value
 * that it had then. Undefined if it came to none.
 */
export function searchValue({ mean, state, metrics, metric }: LeaderboardRow): number | undefined {
  return mean ?? (state === 'pruned' ? (metrics[metric] ?? undefined) : undefined);
}
