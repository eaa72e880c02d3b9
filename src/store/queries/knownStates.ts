import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { StoredCourse } from '../../trial/trial.ts';
import type { Database } from '../database.ts';
import { trials } from '../schema.ts';
import { courses } from '../writing/findState.ts';

/** What tells which states the trials of a sweep may begin with. */
export interface KnownStates {
  readonly courses: readonly StoredCourse[];
  /** The fingerprint of the sweep's latest trainings; undefined before one has completed. */
  readonly machine: string | undefined;
}

export function knownStates(db: Database, sweepId: number): KnownStates {
  return db.read((orm) => {
    const latest = orm
      .select({ fingerprint: trials.fingerprint })
      .from(trials)
      .where(and(eq(trials.sweepId, sweepId), isNotNull(trials.fingerprint)))
      .orderBy(desc(trials.number))
      .limit(1)
      .get();
    return { courses: courses(orm, sweepId), machine: latest?.fingerprint ?? undefined };
  });
}
