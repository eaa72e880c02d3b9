import { asc, eq } from 'drizzle-orm';
import { trainableOf } from '../../trainable/index.ts';
import type { Database, Orm } from '../database.ts';
import { metrics } from '../schema.ts';
import type { SweepInfo } from './sweepInfo.ts';

/**
 * The metrics that a sweep's trials report or have logged: first those that its trainable names, then the
 * others by name.
 */
export function metricNames(db: Database, sweep: Pick<SweepInfo, 'id' | 'trainable' | 'metric'>): string[] {
  return db.read((orm) => metricNamesOf(orm, sweep));
}

export function metricNamesOf(orm: Orm, sweep: Pick<SweepInfo, 'id' | 'trainable' | 'metric'>): string[] {
  const logged = orm
    .select({ name: metrics.name })
    .from(metrics)
    .where(eq(metrics.sweepId, sweep.id))
    .orderBy(asc(metrics.name))
    .all()
    .map(({ name }) => name);
  const first = trainableOf(sweep.trainable).metrics ?? [sweep.metric];
  return [...new Set([...first, ...logged])];
}
