import { and, eq, isNull, ne, or, sql } from 'drizzle-orm';
import type { Orm } from '../database.ts';
import { trials } from '../schema.ts';

const STOPPING = 'Asked to stop at its next step.';

/**
 * Counts the end of a process as a crash of the trials that it left running, except those that had been asked
 * to stop.
 */
export function countCrashes(orm: Orm, sweepId: number): void {
  const wasThawed = and(eq(trials.reasonCode, 'thawed'), isNull(trials.reasonHint));
  orm
    .update(trials)
    .set({ crashes: sql`${trials.crashes} + 1` })
    .where(and(running(sweepId), or(isNull(trials.reasonCode), wasThawed)))
    .run();
}

/** A trial that keeps a state got further than where its process ended: a later end is not its fault again. */
export function forgetCrashes(orm: Orm, trialId: number): void {
  orm
    .update(trials)
    .set({ crashes: 0 })
    .where(and(eq(trials.id, trialId), ne(trials.crashes, 0)))
    .run();
}

/** See `RunningSweep.noteStop`. The sentence why a pruned trial goes on stays. */
export function noteStop(orm: Orm, sweepId: number): void {
  const isThawed = eq(trials.reasonCode, 'thawed');
  orm
    .update(trials)
    .set({ reasonHint: STOPPING })
    .where(and(running(sweepId), isThawed))
    .run();
  orm
    .update(trials)
    .set({ reasonCode: 'interrupted', reasonMessage: STOPPING })
    .where(and(running(sweepId), or(isNull(trials.reasonCode), ne(trials.reasonCode, 'thawed'))))
    .run();
}

function running(sweepId: number) {
  return and(eq(trials.sweepId, sweepId), eq(trials.state, 'running'));
}
