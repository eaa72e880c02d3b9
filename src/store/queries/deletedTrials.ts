import { and, eq, isNotNull } from 'drizzle-orm';
import type { TrialState } from '../../trial/trial.ts';
import type { Orm } from '../database.ts';
import { trialSpentMs } from '../elapsed.ts';
import { trialAnnotations, trials } from '../schema.ts';

/**
 * The share of a sweep's sums that belongs to trials that are marked as deleted: few rows in an index of
 * their own, subtracted from sums over an index of all.
 */
export function deletedTrials(
  orm: Orm,
  sweepId: number,
): { readonly states: readonly TrialState[]; readonly durationMs: number } {
  const rows = deletedQuery(orm, sweepId).all();
  return {
    states: rows.map(({ state }) => state),
    durationMs: rows.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0),
  };
}

export function deletedQuery(orm: Orm, sweepId: number) {
  return orm
    .select({ state: trials.state, durationMs: trialSpentMs })
    .from(trialAnnotations)
    .crossJoin(trials)
    .where(
      and(
        isNotNull(trialAnnotations.deletedAtMs),
        eq(trials.id, trialAnnotations.trialId),
        eq(trials.sweepId, sweepId),
      ),
    );
}
