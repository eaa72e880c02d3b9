import { eq } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { isRunning } from '../ownership.ts';
import { sweeps } from '../schema.ts';

/**
 * Ids of the sweeps that a live process runs; a sweep whose process was killed drops out although nothing is
 * written.
 */
export function runningSweeps(db: Database): number[] {
  const rows = db.read((orm) => orm.select().from(sweeps).where(eq(sweeps.state, 'running')).all());
  return rows.filter((row) => isRunning(row)).map(({ id }) => id);
}
