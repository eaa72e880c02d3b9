import { and, asc, eq, inArray } from 'drizzle-orm';
import type { MetricName } from '../../spec/spec.ts';
import type { Database, Orm } from '../database.ts';
import { epochs, trials } from '../schema.ts';

const COLUMNS = {
  loss: epochs.loss,
  accuracy: epochs.accuracy,
  val_loss: epochs.valLoss,
  val_accuracy: epochs.valAccuracy,
} as const;

/** One metric's curves of some trials' current attempts, by the trials' numbers; null where it was not finite. */
export function metricCurves(
  db: Database,
  sweepId: number,
  numbers: readonly number[],
  metric: MetricName,
): ReadonlyMap<number, readonly (number | null)[]> {
  const curves = new Map<number, (number | null)[]>(numbers.map((number) => [number, []]));
  const rows = db.read((orm) => curvesQuery(orm, sweepId, numbers, metric).all());
  for (const { number, value } of rows) curves.get(number)!.push(value);
  return curves;
}

export function curvesQuery(orm: Orm, sweepId: number, numbers: readonly number[], metric: MetricName) {
  return orm
    .select({ number: trials.number, value: COLUMNS[metric] })
    .from(trials)
    .innerJoin(epochs, and(eq(epochs.trialId, trials.id), eq(epochs.attempt, trials.attempt)))
    .where(and(eq(trials.sweepId, sweepId), inArray(trials.number, [...numbers])))
    .orderBy(asc(trials.number), asc(epochs.epoch));
}
