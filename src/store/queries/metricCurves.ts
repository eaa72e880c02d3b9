import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Database, Orm } from '../database.ts';
import { history, metrics, steps, trials } from '../schema.ts';

/** A curve: values over ascending steps; null if a value was not finite. */
export interface Curve {
  readonly steps: readonly number[];
  readonly values: readonly (number | null)[];
}

/** The name of a curve that is no metric: the time of each step. */
export const STEP_DURATION = 'durationMs';

/** The curves of one metric, or of the steps' durations, of some trials' current attempts, by the trials' numbers. */
export function metricCurves(
  db: Database,
  sweepId: number,
  numbers: readonly number[],
  metric: string,
): ReadonlyMap<number, Curve> {
  const curves = new Map(
    numbers.map((number) => [number, { steps: [] as number[], values: [] as (number | null)[] }]),
  );
  const rows = db.read((orm) =>
    metric === STEP_DURATION
      ? durationsQuery(orm, sweepId, numbers).all()
      : curvesQuery(orm, sweepId, numbers, metric).all(),
  );
  for (const { number, step, value } of rows) {
    const curve = curves.get(number)!;
    curve.steps.push(step);
    curve.values.push(value);
  }
  return curves;
}

export function curvesQuery(orm: Orm, sweepId: number, numbers: readonly number[], metric: string) {
  return orm
    .select({ number: trials.number, step: history.step, value: history.value })
    .from(trials)
    .innerJoin(metrics, and(eq(metrics.sweepId, trials.sweepId), eq(metrics.name, metric)))
    .innerJoin(
      history,
      and(
        eq(history.trialId, trials.id),
        eq(history.attempt, trials.attempt),
        eq(history.metricId, metrics.id),
      ),
    )
    .where(and(eq(trials.sweepId, sweepId), inArray(trials.number, [...numbers])))
    .orderBy(asc(trials.number), asc(history.step));
}

export function durationsQuery(orm: Orm, sweepId: number, numbers: readonly number[]) {
  return orm
    .select({ number: trials.number, step: steps.step, value: steps.durationMs })
    .from(trials)
    .innerJoin(steps, and(eq(steps.trialId, trials.id), eq(steps.attempt, trials.attempt)))
    .where(and(eq(trials.sweepId, sweepId), inArray(trials.number, [...numbers])))
    .orderBy(asc(trials.number), asc(steps.step));
}
