import { asc } from 'drizzle-orm';
import { sweepIsThere } from '../annotations/target.ts';
import type { Database } from '../database.ts';
import { sweeps } from '../schema.ts';
import { type SweepInfo, toSweepInfo } from './sweepInfo.ts';

/** All sweeps of the database without anything of their trials, the oldest first. */
export function allSweeps(db: Database): SweepInfo[] {
  return db.read((orm) =>
    orm.select().from(sweeps).where(sweepIsThere).orderBy(asc(sweeps.id)).all().map(toSweepInfo),
  );
}
