import { count, eq } from 'drizzle-orm';
import { TRIAL_STATES, type TrialState } from '../../trial/trial.ts';
import type { Orm } from '../database.ts';
import { trials } from '../schema.ts';
import { deletedTrials } from './deletedTrials.ts';

/** Trials of a sweep by state, and all together. */
export type TrialCounts = Readonly<Record<TrialState | 'total', number>>;

/**
 * Trials that have ended in any state; failed and cancelled ones run again only when the sweep is run again.
 */
export function endedTrials({ completed, pruned, failed, cancelled }: TrialCounts): number {
  return completed + pruned + failed + cancelled;
}

/** Counts trials by an index alone; if no process runs the sweep, none is running. */
export function trialCounts(orm: Orm, sweepId: number, running: boolean): TrialCounts {
  const counts = Object.fromEntries([...TRIAL_STATES, 'total'].map((state) => [state, 0])) as Record<
    TrialState | 'total',
    number
  >;
  for (const { state, trials: found } of countsQuery(orm, sweepId).all()) {
    counts[state === 'running' && !running ? 'queued' : state] += found;
    counts.total += found;
  }
  for (const state of deletedTrials(orm, sweepId).states) {
    counts[state === 'running' && !running ? 'queued' : state]--;
    counts.total--;
  }
  return counts;
}

export function countsQuery(orm: Orm, sweepId: number) {
  return orm
    .select({ state: trials.state, trials: count() })
    .from(trials)
    .where(eq(trials.sweepId, sweepId))
    .groupBy(trials.state);
}
