import { and, eq } from 'drizzle-orm';
import { trialIsThere } from '../annotations/target.ts';
import type { Database, Orm } from '../database.ts';
import type { EarlierSweep } from '../earlierSweeps.ts';
import { sweeps, trials } from '../schema.ts';
import { sweepNamed } from './findSweep.ts';
import { newestSweep } from './newestSweep.ts';
import { observedTrials, proposals } from './observedTrials.ts';
import type { SweepInfo } from './sweepInfo.ts';

/** An earlier sweep to learn from, by its name or id; undefined if there is none. */
export function earlierSweep(orm: Orm, nameOrId: string): EarlierSweep | undefined {
  const found = sweepNamed(orm, nameOrId);
  return found && withTrials(orm, found);
}

/** A sweep with all of its trials but deleted ones. */
export function recordedSweep(db: Database, sweep: SweepInfo): EarlierSweep {
  return db.read((orm) => withTrials(orm, sweep));
}

function withTrials(orm: Orm, found: SweepInfo): EarlierSweep {
  const { id, name, seed, metric, goal, trainable } = found;
  const { identity } = orm.select({ identity: sweeps.identity }).from(sweeps).where(eq(sweeps.id, id)).get()!;
  return {
    id,
    isElsewhere: false,
    name,
    seed,
    metric: { name: metric, goal },
    trainable,
    identity,
    proposed: proposedIn(orm, id, metric),
  };
}

/** Leaves out deleted trials. */
function proposedIn(orm: Orm, sweepId: number, metric: string): EarlierSweep['proposed'] {
  const rows = orm
    .select({ number: trials.number })
    .from(trials)
    .where(and(eq(trials.sweepId, sweepId), trialIsThere))
    .all();
  const there = new Set(rows.map(({ number }) => number));
  const observed = observedTrials(orm, sweepId, metric).filter(({ number }) => there.has(number));
  const byNumber = new Map(observed.map((trial) => [trial.number, trial]));
  return proposals(orm, sweepId).map(({ configuration, trials: numbers }) => ({
    configuration,
    trials: numbers.flatMap((number) => byNumber.get(number) ?? []),
  }));
}

/**
 * The stored setup that all trials of the newest sweep of that identity share; undefined if there is none.
 */
export function sharedOf(orm: Orm, identity: string) {
  return newestSweep(orm, identity)?.shared;
}
