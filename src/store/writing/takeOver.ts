import { and, eq, sql } from 'drizzle-orm';
import type { FoundState } from '../../trial/trial.ts';
import type { Orm } from '../database.ts';
import { history, metrics, steps, trials } from '../schema.ts';

/** The attempt that takes over. */
export interface Taker {
  readonly sweepId: number;
  readonly trialId: number;
  readonly attempt: number;
}

/**
 * Gives an attempt the history of the one that left a state, up to that step, and returns what it then has.
 */
export function takeOverHistory(
  orm: Orm,
  { sweepId, trialId, attempt }: Taker,
  from: FoundState['from'],
  step: number,
) {
  const of = sql`trial_id = ${from.trialId} AND attempt = ${from.attempt} AND step <= ${step}`;
  orm.run(
    sql`INSERT INTO ${steps} (trial_id, attempt, step, duration_ms, digest)
      SELECT ${trialId}, ${attempt}, step, duration_ms, digest FROM ${steps} WHERE ${of}`,
  );
  orm.run(
    sql`INSERT OR IGNORE INTO ${metrics} (sweep_id, name)
      SELECT ${sweepId}, name FROM ${metrics} WHERE id IN (SELECT DISTINCT metric_id FROM ${history} WHERE ${of})`,
  );
  // Each sweep has ids of its own for the names of its metrics.
  orm.run(
    sql`INSERT INTO ${history} (trial_id, attempt, metric_id, step, value)
      SELECT ${trialId}, ${attempt}, own.id, taken.step, taken.value
      FROM (SELECT metric_id, step, value FROM ${history} WHERE ${of}) AS taken
      JOIN ${metrics} AS theirs ON theirs.id = taken.metric_id
      JOIN ${metrics} AS own ON own.sweep_id = ${sweepId} AND own.name = theirs.name`,
  );
  const taken = orm
    .select({ steps: sql<number>`count(*)`, lastStep: sql<number | null>`max(${steps.step})` })
    .from(steps)
    .where(and(eq(steps.trialId, trialId), eq(steps.attempt, attempt)))
    .get()!;
  const latest = orm
    .select({ name: metrics.name, value: history.value, step: sql`max(${history.step})` })
    .from(history)
    .innerJoin(metrics, eq(metrics.id, history.metricId))
    .where(and(eq(history.trialId, trialId), eq(history.attempt, attempt)))
    .groupBy(history.metricId)
    .all();
  const values = Object.fromEntries(latest.map(({ name, value }) => [name, value]));
  return { ...taken, metrics: values, resumedFrom: step };
}

/**
 * The origin of the first steps of a trial that keeps its own steps up to `step`; the steps before may be
 * another trial's.
 */
export function keptOrigin(orm: Orm, trialId: number, step: number | undefined) {
  const found = orm.select({ origin: trials.origin }).from(trials).where(eq(trials.id, trialId)).get();
  const origin = found?.origin;
  return origin && step !== undefined && origin.step <= step ? origin : null;
}
