import { and, eq, type SQL, sql } from 'drizzle-orm';
import { SweepError } from '../../errors.ts';
import type { Orm } from '../database.ts';
import { sweepAnnotations, sweeps, trialAnnotations, trials } from '../schema.ts';

/** A sweep, or a trial of it by its number; deleted ones included. */
export interface Target {
  readonly sweepId: number;
  readonly trial?: number;
}

/** WHERE that leaves out deleted sweeps. */
export const sweepIsThere: SQL = sql`NOT EXISTS (SELECT 1 FROM ${sweepAnnotations} WHERE ${sweepAnnotations.sweepId} = ${sweeps.id} AND ${sweepAnnotations.deletedAtMs} IS NOT NULL)`;

/** WHERE that leaves out deleted trials. */
export const trialIsThere: SQL = sql`NOT EXISTS (SELECT 1 FROM ${trialAnnotations} WHERE ${trialAnnotations.trialId} = ${trials.id} AND ${trialAnnotations.deletedAtMs} IS NOT NULL)`;

/**
 * The row of a trial, deleted or not.
 * @throws SweepError `trial_not_found`.
 */
export function requireTrial(orm: Orm, sweepId: number, number: number) {
  const row = orm
    .select({ id: trials.id, state: trials.state })
    .from(trials)
    .where(and(eq(trials.sweepId, sweepId), eq(trials.number, number)))
    .get();
  if (row) return row;
  throw new SweepError('trial_not_found', `The sweep with id ${sweepId} has no trial ${number}.`);
}

/**
 * The row of a sweep, deleted or not.
 * @throws SweepError `sweep_not_found`.
 */
export function requireSweep(orm: Orm, sweepId: number) {
  const row = orm.select().from(sweeps).where(eq(sweeps.id, sweepId)).get();
  if (row) return row;
  throw new SweepError('sweep_not_found', `There is no sweep with id ${sweepId}.`);
}
