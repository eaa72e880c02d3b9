import { and, eq, max } from 'drizzle-orm';
import { SweepError } from '../../errors.ts';
import { trialIsThere } from '../annotations/target.ts';
import type { Database } from '../database.ts';
import { trials } from '../schema.ts';
import { bestTrial } from './bestTrial.ts';
import { findSweep, sweepNamed } from './findSweep.ts';

/** The sweep and the number of a trial; `trialId` is what the other queries take. */
export interface TrialRef {
  readonly trialId: number;
  readonly sweepId: number;
  readonly number: number;
}

/**
 * A trial by its number in the named sweep (or the latest), such as `12`, by `sweep/number`, or as `best`.
 * @throws SweepError `trial_not_found`, `sweep_not_found`.
 */
export function findTrial(db: Database, ref: string, sweep?: string): TrialRef {
  const slash = ref.lastIndexOf('/');
  if (sweep !== undefined && slash >= 0) {
    const message = `${ref} names its sweep, and so does --sweep ${sweep}.`;
    throw new SweepError('usage', message, 'Leave one of them.');
  }
  const owner = findSweep(db, slash < 0 ? sweep : ref.slice(0, slash));
  const which = ref.slice(slash + 1).replace(/^#(?=\d)/, '');
  if (which.toLowerCase() === 'best') return bestTrial(db, owner.id);
  const number = /^\d+$/.test(which) ? Number(which) : 0;
  const found = db.read((orm) =>
    orm
      .select({ trialId: trials.id, sweepId: trials.sweepId, number: trials.number })
      .from(trials)
      .where(and(eq(trials.sweepId, owner.id), eq(trials.number, number), trialIsThere))
      .get(),
  );
  return found ?? notFound(db, owner, which, slash < 0);
}

function notFound(db: Database, sweep: { id: number; name: string }, which: string, alone: boolean): never {
  const named = alone && !/^\d+$/.test(which) && db.read((orm) => sweepNamed(orm, which));
  const { last } = db.read((orm) =>
    orm
      .select({ last: max(trials.number) })
      .from(trials)
      .where(eq(trials.sweepId, sweep.id))
      .get(),
  ) ?? { last: null };
  const hint =
    last === null
      ? 'It has no trials yet.'
      : named
        ? `${named.name} is a sweep: its best trial is ${named.name}/best.`
        : `Its trials are 1 to ${last}; a trial of another sweep is named sweep/number.`;
  throw new SweepError('trial_not_found', `The sweep ${sweep.name} has no trial "${which}".`, hint);
}
