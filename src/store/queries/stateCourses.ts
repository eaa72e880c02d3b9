import { and, desc, eq } from 'drizzle-orm';
import type { StoredCourse } from '../../trial/trial.ts';
import { sweepIsThere } from '../annotations/target.ts';
import type { Database } from '../database.ts';
import { sweeps } from '../schema.ts';
import { courses } from '../writing/findState.ts';

/** The states that trials may begin with in the sweep that a run of that identity would continue. */
export function stateCourses(db: Database, identity: string): StoredCourse[] {
  return db.read((orm) => {
    const sweep = orm
      .select({ id: sweeps.id })
      .from(sweeps)
      .where(and(eq(sweeps.identity, identity), sweepIsThere))
      .orderBy(desc(sweeps.id))
      .limit(1)
      .get();
    return courses(orm, sweep?.id);
  });
}
