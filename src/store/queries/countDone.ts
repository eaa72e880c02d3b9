import { and, count, desc, eq, gte, inArray, lt } from 'drizzle-orm';
import { type Configuration, configurationHash } from '../../configuration.ts';
import { sweepIsThere, trialIsThere } from '../annotations/target.ts';
import type { Database } from '../database.ts';
import { configurations as configurationsTable, sweeps, trials } from '../schema.ts';

/**
 * Number of finished trials of each configuration in the sweep that a run of that identity would continue.
 */
export function countDone(
  db: Database,
  identity: string,
  configurations: readonly Configuration[],
  replicates: number,
): number[] {
  const done = doneByHash(db, identity, replicates);
  return configurations.map((each) => done.get(configurationHash(each)) ?? 0);
}

/**
 * Number of finished trials in the sweep that a run of that identity would continue, whatever their
 * configurations.
 */
export function countAllDone(db: Database, identity: string, replicates: number): number {
  return [...doneByHash(db, identity, replicates).values()].reduce((sum, done) => sum + done, 0);
}

/** Number of its finished trials of finals: replicates `from` (included) to `to` (excluded). */
export function countFinalsDone(
  db: Database,
  identity: string,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  return [...doneByHash(db, identity, to, from).values()].reduce((sum, done) => sum + done, 0);
}

/**
 * Completed and pruned trials by their configuration's hash, of the replicates from `from` to below
 * `replicates` only.
 */
function doneByHash(db: Database, identity: string, replicates: number, from = 0): Map<string, number> {
  const rows = db.read((orm) => {
    const sweep = orm
      .select({ id: sweeps.id })
      .from(sweeps)
      .where(and(eq(sweeps.identity, identity), sweepIsThere))
      .orderBy(desc(sweeps.id))
      .limit(1)
      .get();
    if (!sweep) return [];
    const finished = and(
      eq(trials.sweepId, sweep.id),
      inArray(trials.state, ['completed', 'pruned']),
      gte(trials.replicate, from),
      lt(trials.replicate, replicates),
      trialIsThere,
    );
    return orm
      .select({ hash: configurationsTable.hash, done: count() })
      .from(trials)
      .innerJoin(configurationsTable, eq(configurationsTable.id, trials.configurationId))
      .where(finished)
      .groupBy(configurationsTable.id)
      .all();
  });
  return new Map(rows.map(({ hash, done }) => [hash, done]));
}
