import { and, desc, eq } from 'drizzle-orm';
import { sweepIsThere } from '../annotations/target.ts';
import type { Orm } from '../database.ts';
import { sweeps } from '../schema.ts';

/** The sweep that a run of that identity continues; undefined if it would begin a new one. */
export function newestSweep(orm: Orm, identity: string) {
  return orm
    .select()
    .from(sweeps)
    .where(and(eq(sweeps.identity, identity), sweepIsThere))
    .orderBy(desc(sweeps.id))
    .limit(1)
    .get();
}
