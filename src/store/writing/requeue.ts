import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { TrialState } from '../../trial/trial.ts';
import type { Orm } from '../database.ts';
import { trials } from '../schema.ts';
import type { TrialAttempt } from '../store.ts';

/**
 * Puts a trial back into the queue as its next attempt, as if it had never begun; its state and the steps of
 * earlier attempts stay. Undefined, with nothing changed, if it is in none of those states.
 */
export function requeue(
  orm: Orm,
  trial: SQL | undefined,
  from: readonly TrialState[],
): TrialAttempt | undefined {
  return orm
    .update(trials)
    .set(freshAttempt)
    .where(and(trial, inArray(trials.state, [...from])))
    .returning({ number: trials.number, attempt: trials.attempt })
    .get();
}

/**
 * See `RunningSweep.thawTrial`. The reason for which it was pruned stays, before the reason for which it goes
 * on.
 */
export function thaw(orm: Orm, sweepId: number, number: number, why: string): TrialAttempt | undefined {
  return orm
    .update(trials)
    .set({
      ...freshAttempt,
      reasonCode: 'thawed',
      reasonMessage: sql`ltrim(coalesce(${trials.reasonMessage}, '') || ' ' || ${why})`,
    })
    .where(and(eq(trials.sweepId, sweepId), eq(trials.number, number), eq(trials.state, 'pruned')))
    .returning({ number: trials.number, attempt: trials.attempt })
    .get();
}

/** Requeues the trials that a dead or departing process leaves running. */
export function requeueRunning(orm: Orm, sweepId: number): void {
  orm
    .update(trials)
    .set(freshAttempt)
    .where(and(eq(trials.sweepId, sweepId), eq(trials.state, 'running')))
    .run();
}

const freshAttempt = {
  state: 'queued' as const,
  attempt: sql`${trials.attempt} + 1`,
  // The reason for which a pruned trial goes on stays to its end.
  reasonCode: sql`iif(${trials.reasonCode} = 'thawed', 'thawed', NULL)`,
  reasonMessage: sql`iif(${trials.reasonCode} = 'thawed', ${trials.reasonMessage}, NULL)`,
  reasonHint: null,
  worker: null,
  fingerprint: null,
  startedAtMs: null,
  endedAtMs: null,
  durationMs: null,
  steps: 0,
  lastStep: null,
  resumedFrom: null,
  metrics: {},
};
