import { count } from 'drizzle-orm';
import type { Orm } from '../database.ts';
import { type SweepInfo, sweepById } from '../queries/sweepInfo.ts';
import { trials } from '../schema.ts';
import { countTrialsQuery, lastChangeQuery } from './scores.ts';

/** What tells whether the trials of a sweep have changed, at one snapshot of the database. */
export interface ChangeReading {
  /** Undefined if there is no such sweep. */
  sweep(id: number): SweepInfo | undefined;
  /** The last change of any trial; 0 before there was one. */
  lastChange(): number;
  /** Number of trials of a sweep, deleted ones included. */
  countTrials(id: number): number;
}

/** Reads it for one sweep. */
export function readingOfOne(orm: Orm): ChangeReading {
  return {
    sweep: (id) => sweepById(orm, id),
    lastChange: () => lastChangeQuery(orm).get()?.last ?? 0,
    countTrials: (id) => countTrialsQuery(orm, id).get()!.total,
  };
}

/** Reads it for all sweeps at once: hundreds of them would take hundreds of queries. `sweeps` are all of the snapshot. */
export function readingOfAll(orm: Orm, sweeps: readonly SweepInfo[]): ChangeReading {
  const infos = new Map(sweeps.map((sweep) => [sweep.id, sweep]));
  const last = lastChangeQuery(orm).get()?.last ?? 0;
  const counts = orm
    .select({ sweep: trials.sweepId, total: count() })
    .from(trials)
    .groupBy(trials.sweepId)
    .all();
  const totals = new Map(counts.map(({ sweep, total }) => [sweep, total]));
  return {
    sweep: (id) => infos.get(id),
    lastChange: () => last,
    countTrials: (id) => totals.get(id) ?? 0,
  };
}
