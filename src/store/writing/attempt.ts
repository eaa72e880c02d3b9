import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { StoredMetrics } from '../../metric/metric.ts';
import type { TrialState } from '../../trial/trial.ts';
import type { Orm } from '../database.ts';
import { trials } from '../schema.ts';
import type { TrialAttempt } from '../store.ts';

/** WHERE that finds a trial only while this is its current attempt. */
export function isAttempt(sweepId: number, { number, attempt }: TrialAttempt): SQL | undefined {
  return and(eq(trials.sweepId, sweepId), eq(trials.number, number), eq(trials.attempt, attempt));
}

export interface AttemptRow {
  readonly id: number;
  readonly state: TrialState;
  readonly startedAtMs: number | null;
  readonly steps: number;
  readonly lastStep: number | null;
  readonly metrics: StoredMetrics;
  /** The last step of the attempt before it that it goes on from. */
  readonly resumedFrom: number | null;
  /** Why it goes on although it was pruned. */
  readonly thawed: string | null;
}

/** The row of a trial while this is its current attempt. */
export function findAttempt(orm: Orm, sweepId: number, trial: TrialAttempt): AttemptRow | undefined {
  return orm
    .select({
      id: trials.id,
      state: trials.state,
      startedAtMs: trials.startedAtMs,
      steps: trials.steps,
      lastStep: trials.lastStep,
      metrics: trials.metrics,
      resumedFrom: trials.resumedFrom,
      thawed: sql<string | null>`iif(${trials.reasonCode} = 'thawed', ${trials.reasonMessage}, NULL)`,
    })
    .from(trials)
    .where(isAttempt(sweepId, trial))
    .get();
}
