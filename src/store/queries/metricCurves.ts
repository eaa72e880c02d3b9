import { and, asc, eq, inArray } from 'drizzle-orm';
import type { MetricName } from '../../sweepfile/spec.ts';
import type { Database, Orm } from '../database.ts';
import { EPOCH_METRICS } from '../metric.ts';
import { epochs, trials } from '../schema.ts';

const COLUMNS = { ...EPOCH_METRICS, durationMs: epochs.durationMs } as const;

/** What a curve can be of: a metric, or the time that each epoch took. */
export type CurveColumn = MetricName | 'durationMs';

/** One column's curves of some trials' current attempts, by the trials' numbers; null where it was not finite. */
export function metricCurves(
  db: Database,
  sweepId: number,
  numbers: readonly number[],
  column: CurveColumn,
): ReadonlyMap<number, readonly (number | null)[]> {
  const curves = new Map<number, (number | null)[]>(numbers.map((number) => [number, []]));
  const rows = db.read((orm) => curvesQuery(orm, sweepId, numbers, column).all());
  for (const { number, value } of rows) curves.get(number)!.push(value);
  return curves;
}

export function curvesQuery(orm: Orm, sweepId: number, numbers: readonly number[], column: CurveColumn) {
  return orm
    .select({ number: trials.number, value: COLUMNS[column] })
    .from(trials)
    .innerJoin(epochs, and(eq(epochs.trialId, trials.id), eq(epochs.attempt, trials.attempt)))
    .where(and(eq(trials.sweepId, sweepId), inArray(trials.number, [...numbers])))
    .orderBy(asc(trials.number), asc(epochs.epoch));
}
