import type { Database } from '../database.ts';
import { courses } from '../writing/findState.ts';

/** What the states of the database depend on: digests of `Reckoning`. */
export function stateCourses(db: Database): string[] {
  return db.read((orm) => courses(orm).map(({ course }) => course));
}
