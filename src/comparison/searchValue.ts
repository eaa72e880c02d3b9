import type { Goal } from '../metric/metric.ts';
import { isTried, type LeaderboardRow } from '../store/index.ts';

/**
 * The value with which a configuration counts as an effort of the search: its mean or, if it was stopped early, the value
 * that it had then. Undefined if it came to none.
 */
export function searchValue({ mean, state, metrics, metric }: LeaderboardRow): number | undefined {
  return mean ?? (state === 'pruned' ? (metrics[metric] ?? undefined) : undefined);
}

/** A value for each configuration that was tried; one without a value never wins: it is infinitely bad. */
export function triedValues(rows: readonly LeaderboardRow[], goal: Goal): number[] {
  const worst = goal === 'maximize' ? -Infinity : Infinity;
  return rows.filter(isTried).map((row) => searchValue(row) ?? worst);
}
