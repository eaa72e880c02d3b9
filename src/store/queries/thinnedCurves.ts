import { sql } from 'drizzle-orm';
import { thinCurve } from '../../thin.ts';
import type { Database, Orm } from '../database.ts';
import { history, metrics, trials } from '../schema.ts';
import { type Curve, curvesQuery } from './metricCurves.ts';

export interface Thinning {
  /** About the most points that a curve may have. */
  readonly most: number;
  /**
   * Whether the extremes of the points that are left out are kept, which needs to read all points; otherwise
   * points are picked evenly.
   */
  readonly extremes: boolean;
}

/**
 * A trial with fewer steps than this many times the points that are wanted is read whole and thinned here.
 */
const WHOLE = 4;
/**
 * Most points that are searched for extremes, over all trials: some tenths of a second. Beyond that, points
 * are picked evenly.
 */
const MOST_READ = 1_500_000;

/**
 * The curves of one metric of some trials' current attempts, by the trials' numbers, with no more points than
 * can be drawn. SQLite thins long ones: the cost of a curve does not grow with the objects that are made of
 * it.
 */
export function thinnedCurves(
  db: Database,
  sweepId: number,
  numbers: readonly number[],
  metric: string,
  { most, extremes }: Thinning,
): ReadonlyMap<number, Curve> {
  const curves = new Map<number, MutableCurve>(numbers.map((number) => [number, { steps: [], values: [] }]));
  return db.read((orm) => {
    const lengths = lengthsOf(orm, sweepId, numbers);
    const long = [...lengths].filter(([, steps]) => steps > WHOLE * most).map(([number]) => number);
    const short = numbers.filter((number) => !long.includes(number));
    const whole = short.length === 0 ? [] : curvesQuery(orm, sweepId, short, metric).all();
    const read = long.reduce((sum, number) => sum + lengths.get(number)!, 0);
    const isExact = extremes && read <= MOST_READ;
    const picked =
      long.length === 0
        ? []
        : bucketsQuery(orm, sweepId, long, metric, {
            buckets: isExact ? Math.ceil(most / POINTS_A_BUCKET) : most - 1,
            extremes: isExact,
          });
    for (const { number, step, value } of [...whole, ...picked]) {
      const curve = curves.get(number)!;
      curve.steps.push(step);
      curve.values.push(value);
    }
    for (const number of short) curves.set(number, thinCurve(curves.get(number)!, most) as MutableCurve);
    return curves;
  });
}

interface MutableCurve {
  steps: number[];
  values: (number | null)[];
}

/** The first, the last, the lowest and the highest point. */
const POINTS_A_BUCKET = 4;

function lengthsOf(orm: Orm, sweepId: number, numbers: readonly number[]): Map<number, number> {
  const rows = orm.all<{ number: number; steps: number }>(sql`
    SELECT ${trials.number} AS "number", ${trials.steps} AS "steps" FROM json_each(${JSON.stringify(numbers)}) AS asked
    CROSS JOIN ${trials} ON ${trials.sweepId} = ${sweepId} AND ${trials.number} = asked.value`);
  return new Map(rows.map(({ number, steps }) => [number, steps]));
}

/**
 * Some points of each trial's steps, which are cut into equal spans: of each span either the first, the last,
 * the lowest and the highest point, which draw the same line as all of them (Jugel et al., "M4: a
 * visualization-oriented time series data aggregation", 2014), or the first alone, which is found without
 * reading the others.
 */
export function bucketsQuery(
  orm: Orm,
  sweepId: number,
  numbers: readonly number[],
  metric: string,
  { buckets, extremes }: { readonly buckets: number; readonly extremes: boolean },
) {
  const curve = sql`h.trial_id = span.trial_id AND h.attempt = span.attempt AND h.metric_id = span.metric_id`;
  const within = sql`h.trial_id = b.trial_id AND h.attempt = b.attempt AND h.metric_id = b.metric_id
    AND h.step >= b.low AND h.step < b.low + b.width`;
  const first = sql`SELECT min(h.step) FROM ${history} AS h WHERE ${within}`;
  const steps = extremes
    ? sql`(${first}),
      (SELECT max(h.step) FROM ${history} AS h WHERE ${within}),
      (SELECT h.step FROM ${history} AS h WHERE ${within} AND h.value IS NOT NULL ORDER BY h.value LIMIT 1),
      (SELECT h.step FROM ${history} AS h WHERE ${within} AND h.value IS NOT NULL ORDER BY h.value DESC LIMIT 1)`
    : sql`(${first}), b.last`;
  return orm.all<{ number: number; step: number; value: number | null }>(sql`
    WITH RECURSIVE curve AS (
      SELECT ${trials.number} AS number, ${trials.id} AS trial_id, ${trials.attempt} AS attempt, ${metrics.id} AS metric_id
      FROM json_each(${JSON.stringify(numbers)}) AS asked
      CROSS JOIN ${trials} ON ${trials.sweepId} = ${sweepId} AND ${trials.number} = asked.value
      CROSS JOIN ${metrics} ON ${metrics.sweepId} = ${sweepId} AND ${metrics.name} = ${metric}
    ), span AS (
      SELECT span.*, (SELECT min(h.step) FROM ${history} AS h WHERE ${curve}) AS first,
        (SELECT max(h.step) FROM ${history} AS h WHERE ${curve}) AS last
      FROM curve AS span
    ), bucket AS (
      SELECT number, trial_id, attempt, metric_id, first AS low, last, (last - first) / CAST(${buckets} AS INTEGER) + 1 AS width
      FROM span WHERE first IS NOT NULL
      UNION ALL
      SELECT number, trial_id, attempt, metric_id, low + width, last, width FROM bucket WHERE low + width <= last
    )
    SELECT DISTINCT b.number AS "number", h.step AS "step", h.value AS "value"
    FROM bucket AS b CROSS JOIN ${history} AS h ON h.trial_id = b.trial_id AND h.attempt = b.attempt
      AND h.metric_id = b.metric_id AND h.step IN (${steps})
    ORDER BY 1, 2`);
}
