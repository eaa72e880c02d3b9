import type { StoredCourse } from '../../trial/trial.ts';
import type { Database } from '../database.ts';
import { courses } from '../writing/findState.ts';
import { newestSweep } from './newestSweep.ts';

/** The states that trials may begin with in the sweep that a run of that identity would continue. */
export function stateCourses(db: Database, identity: string): StoredCourse[] {
  return db.read((orm) => courses(orm, newestSweep(orm, identity)?.id));
}
