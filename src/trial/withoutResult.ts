import type { TrialState } from './trial.ts';

/**
 * Says of a completed trial that it has no result, as after a loss that became NaN; undefined if it has one or is not
 * completed. `value` is that of the metric that ranks its sweep.
 */
export function withoutResult(metric: string, state: TrialState, value: number | null): string | undefined {
  return state === 'completed' && value === null ? `Ended without a finite ${metric}.` : undefined;
}
