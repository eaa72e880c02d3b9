import { and, eq, type SQL } from 'drizzle-orm';
import type { TrialState } from '../../trial/trial.ts';
import type { Orm } from '../database.ts';
import { trials } from '../schema.ts';
import type { TrialAttempt } from '../store.ts';

/** WHERE that finds a trial only while the attempt is its current one. */
export function isAttempt(sweepId: number, { number, attempt }: TrialAttempt): SQL | undefined {
  return and(eq(trials.sweepId, sweepId), eq(trials.number, number), eq(trials.attempt, attempt));
}

/** The row of a trial while the attempt is its current one. */
export function findAttempt(
  orm: Orm,
  sweepId: number,
  trial: TrialAttempt,
): { id: number; state: TrialState; startedAtMs: number | null } | undefined {
  return orm
    .select({ id: trials.id, state: trials.state, startedAtMs: trials.startedAtMs })
    .from(trials)
    .where(isAttempt(sweepId, trial))
    .get();
}
