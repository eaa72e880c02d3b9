import { and, asc, eq, gte, lt, sql } from 'drizzle-orm';
import { type Configuration, configurationHash } from '../../configuration.ts';
import { trialIsThere } from '../annotations/target.ts';
import type { Database } from '../database.ts';
import { configurations as configurationsTable, trials } from '../schema.ts';
import { newestSweep } from './newestSweep.ts';

/** A configuration with the number of its finished trials. */
export interface Done {
  readonly configuration: Configuration;
  readonly done: number;
}

/**
 * Number of finished trials of each configuration in the sweep that a run of that identity would continue.
 */
export function countDone(
  db: Database,
  identity: string,
  configurations: readonly Configuration[],
  replicates: number,
): number[] {
  const done = new Map(doneOf(db, identity, { to: replicates }).map((each) => [each.hash, each.done]));
  return configurations.map((each) => done.get(configurationHash(each)) ?? 0);
}

/**
 * All configurations of that sweep that have trials of the replicates `from` (included) to `to` (excluded), in the
 * order in which they were recorded, with the number of those that are completed or pruned.
 */
export function doneOf(
  db: Database,
  identity: string,
  { from = 0, to }: { readonly from?: number; readonly to: number },
): (Done & { readonly hash: string })[] {
  return db.read((orm) => {
    const sweep = newestSweep(orm, identity);
    if (!sweep) return [];
    const { id, hash, parameters } = configurationsTable;
    return orm
      .select({
        hash,
        configuration: parameters,
        done: sql<number>`sum(${trials.state} IN ('completed', 'pruned'))`,
      })
      .from(trials)
      .innerJoin(configurationsTable, eq(id, trials.configurationId))
      .where(
        and(
          eq(trials.sweepId, sweep.id),
          gte(trials.replicate, from),
          lt(trials.replicate, to),
          trialIsThere,
        ),
      )
      .groupBy(id)
      .orderBy(asc(id))
      .all();
  });
}
