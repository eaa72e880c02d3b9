import { and, asc, between, eq, inArray, sql } from 'drizzle-orm';
import type { Database, Orm } from '../database.ts';
import { history, metrics, steps, trials } from '../schema.ts';
import type { HistoryRow } from './trialHistory.ts';

/** Which rows of a trial's history are read, and which metrics of them. */
export interface HistoryExcerpt {
  /** Number of steps to skip. */
  readonly offset: number;
  readonly limit: number;
  /** Names of the metrics. */
  readonly metrics: readonly string[];
}

/** Some steps of a trial's current attempt, in order. */
export function historyPage(
  db: Database,
  trialId: number,
  { offset, limit, metrics: names }: HistoryExcerpt,
): HistoryRow[] {
  return db.read((orm) => {
    const trial = orm
      .select({ attempt: trials.attempt, sweepId: trials.sweepId })
      .from(trials)
      .where(eq(trials.id, trialId))
      .get();
    if (!trial) return [];
    const rows = orm
      .select({ step: steps.step, durationMs: steps.durationMs })
      .from(steps)
      .where(and(eq(steps.trialId, trialId), eq(steps.attempt, trial.attempt)))
      .orderBy(asc(steps.step))
      .limit(limit)
      .offset(offset)
      .all()
      .map((row) => ({ ...row, metrics: {} as Record<string, number | null> }));
    if (rows.length === 0) return [];
    const byStep = new Map(rows.map((row) => [row.step, row.metrics]));
    const values = orm
      .select({ step: history.step, name: metrics.name, value: history.value })
      .from(metrics)
      .innerJoin(
        history,
        and(
          eq(history.trialId, trialId),
          eq(history.attempt, trial.attempt),
          eq(history.metricId, metrics.id),
          between(history.step, rows[0]!.step, rows.at(-1)!.step),
        ),
      )
      .where(and(eq(metrics.sweepId, trial.sweepId), inArray(metrics.name, [...names])))
      .all();
    for (const { step, name, value } of values) {
      const of = byStep.get(step);
      if (of) of[name] = value;
    }
    return rows;
  });
}

/** The durations of at most `most` steps of a trial's current attempt, evenly picked; by step. */
export function stepDurations(db: Database, trialId: number, most: number): number[] {
  return db.read((orm) => durationsOf(orm, trialId, most).map(({ durationMs }) => durationMs));
}

function durationsOf(orm: Orm, trialId: number, most: number) {
  return orm.all<{ durationMs: number }>(sql`
    WITH RECURSIVE of AS (
      SELECT t.id AS trial_id, t.attempt AS attempt,
        (SELECT min(step) FROM ${steps} WHERE trial_id = t.id AND attempt = t.attempt) AS first,
        (SELECT max(step) FROM ${steps} WHERE trial_id = t.id AND attempt = t.attempt) AS last
      FROM ${trials} AS t WHERE t.id = ${trialId}
    ), picked AS (
      SELECT trial_id, attempt, first AS low, last, (last - first) / CAST(${most} AS INTEGER) + 1 AS width FROM of WHERE first IS NOT NULL
      UNION ALL
      SELECT trial_id, attempt, low + width, last, width FROM picked WHERE low + width <= last
    )
    SELECT s.duration_ms AS "durationMs" FROM picked AS p CROSS JOIN ${steps} AS s ON s.trial_id = p.trial_id
      AND s.attempt = p.attempt AND s.step = (
        SELECT min(step) FROM ${steps} WHERE trial_id = p.trial_id AND attempt = p.attempt AND step >= p.low
          AND step < p.low + p.width)
    ORDER BY s.step`);
}

/** Time in ms from the start of a trial's current attempt to each of some steps, which ascend. */
export function elapsedAt(
  db: Database,
  sweepId: number,
  number: number,
  atSteps: readonly number[],
): number[] {
  const rows = db.read((orm) =>
    orm.all<{ elapsedMs: number }>(sql`
      WITH asked AS (SELECT value AS step, lag(value, 1, -1) OVER (ORDER BY value) AS before FROM json_each(${JSON.stringify(atSteps)}))
      SELECT (SELECT total(max(s.duration_ms, 0)) FROM ${steps} AS s WHERE s.trial_id = t.id AND s.attempt = t.attempt
        AND s.step > asked.before AND s.step <= asked.step) AS "elapsedMs"
      FROM ${trials} AS t CROSS JOIN asked
      WHERE t.sweep_id = ${sweepId} AND t.number = ${number}
      ORDER BY asked.step`),
  );
  let elapsedMs = 0;
  return rows.map((row) => {
    elapsedMs += row.elapsedMs;
    return elapsedMs;
  });
}
