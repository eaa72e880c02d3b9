import { and, desc, eq, sql } from 'drizzle-orm';
import { configurationHash } from '../../configuration.ts';
import type { Ancestor } from '../../trainable/network/fork.ts';
import type { OriginPlace } from '../../trial/origin.ts';
import { sweepIsThere, trialIsThere } from '../annotations/target.ts';
import type { Database } from '../database.ts';
import { configurations, sweeps, trials } from '../schema.ts';
import type { TrialDetail } from './trialDetail.ts';

const isThere = sql<number>`${trials.id} IS NOT NULL AND ${sweepIsThere} AND ${trialIsThere}`;

/** Where the trial is that did a trial's first steps; undefined if it did them itself. */
export function originPlace(
  db: Database,
  { origin, startedAtMs }: Pick<TrialDetail, 'origin' | 'startedAtMs'>,
): OriginPlace | undefined {
  if (!origin) return undefined;
  const found = db.read((orm) =>
    orm
      .select({ sweepName: sweeps.name, createdAtMs: sweeps.createdAtMs, isThere })
      .from(sweeps)
      .leftJoin(trials, and(eq(trials.sweepId, sweeps.id), eq(trials.number, origin.trial)))
      .where(eq(sweeps.id, origin.sweep))
      .get(),
  );
  // SQLite gives the id of a removed sweep to the next one.
  if (!found || found.createdAtMs > (startedAtMs ?? Number.POSITIVE_INFINITY)) return { isThere: false };
  return { sweepName: found.sweepName, isThere: Boolean(found.isThere) };
}

/** The trial that a fork goes on from, deleted or not; undefined if the database has none like it. */
export function ancestorTrial(
  db: Database,
  { trial, seed, parameters }: Ancestor,
): { readonly sweepId: number; readonly number: number; readonly isThere: boolean } | undefined {
  const slash = trial.lastIndexOf('/');
  const number = Number(trial.slice(slash + 1));
  if (slash < 0 || !Number.isSafeInteger(number)) return undefined;
  const found = db.read((orm) =>
    orm
      .select({ sweepId: sweeps.id, isThere })
      .from(sweeps)
      .innerJoin(trials, eq(trials.sweepId, sweeps.id))
      .innerJoin(configurations, eq(configurations.id, trials.configurationId))
      .where(
        and(
          eq(sweeps.name, trial.slice(0, slash)),
          eq(trials.number, number),
          eq(trials.seed, seed),
          eq(configurations.hash, configurationHash(parameters)),
        ),
      )
      .orderBy(desc(isThere), desc(sweeps.id))
      .get(),
  );
  return found && { sweepId: found.sweepId, number, isThere: Boolean(found.isThere) };
}
