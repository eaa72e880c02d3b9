import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Orm } from '../database.ts';
import { trials } from '../schema.ts';

/** Counts the end of a process against the trials that it left running, but for those that had been asked to stop. */
export function countCrashes(orm: Orm, sweepId: number): void {
  orm
    .update(trials)
    .set({ crashes: sql`${trials.crashes} + 1` })
    .where(and(running(sweepId), isNull(trials.reasonCode)))
    .run();
}

/** See `RunningSweep.noteStop`. */
export function noteStop(orm: Orm, sweepId: number): void {
  orm
    .update(trials)
    .set({ reasonCode: 'interrupted', reasonMessage: 'Asked to stop at its next step.' })
    .where(running(sweepId))
    .run();
}

function running(sweepId: number) {
  return and(eq(trials.sweepId, sweepId), eq(trials.state, 'running'));
}
