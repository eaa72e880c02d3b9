import { and, eq } from 'drizzle-orm';
import type { TrialState } from '../../trial/trial.ts';
import type { Database } from '../database.ts';
import { configurations, sweeps, trials } from '../schema.ts';
import type { Deleted } from './deletion.ts';
import { trialIsThere } from './target.ts';

/** Why a deleted trial or sweep can no longer be restored. */
export interface BecameOf {
  /**
   * Time at which its sweep was run again after the deletion, which deletes for good; undefined if it was
   * not.
   */
  readonly runAgainAtMs: number | undefined;
  /** The trial that trains the same configuration with the same seed again. */
  readonly successor: { readonly trial: number; readonly state: TrialState } | undefined;
}

export function becameOf(
  db: Database,
  { sweepId, trial, hash, replicate, deletedAtMs }: Omit<Deleted, 'name'>,
): BecameOf {
  return db.read((orm) => {
    const sweep = orm.select().from(sweeps).where(eq(sweeps.id, sweepId)).get();
    const isSame = sweep !== undefined && sweep.createdAtMs <= deletedAtMs;
    const successor =
      !isSame || trial === undefined || hash === undefined || replicate === undefined
        ? undefined
        : orm
            .select({ trial: trials.number, state: trials.state })
            .from(trials)
            .innerJoin(configurations, eq(configurations.id, trials.configurationId))
            .where(
              and(
                eq(trials.sweepId, sweepId),
                eq(configurations.hash, hash),
                eq(trials.replicate, replicate),
                trialIsThere,
              ),
            )
            .get();
    const runAgain = isSame && trial !== undefined && sweep.startedAtMs > deletedAtMs;
    return { runAgainAtMs: runAgain ? sweep.startedAtMs : undefined, successor };
  });
}
