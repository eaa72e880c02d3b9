import { type SQL, sql } from 'drizzle-orm';
import type { Goal, StoredMetrics } from '../../metric/metric.ts';
import type { Orm } from '../database.ts';
import { history, metrics, trialChanges, trials } from '../schema.ts';
import { groupBy } from './groupBy.ts';

/** The metrics of a trial at its best step. */
export interface BestStep {
  readonly bestStep: number;
  readonly metrics: StoredMetrics;
}

/** What a sweep ranks by. */
export interface SweepRanking {
  readonly metric: string;
  readonly goal: Goal;
}

/**
 * By the ids of trials: the step at which the sweep's metric was best, and all metrics of that step, of those trials that
 * have a finite value and have changed since. With a single MAX or MIN, SQLite takes the other columns from the row that
 * has it (https://sqlite.org/lang_select.html#bareagg).
 */
export function bestSteps(
  orm: Orm,
  sweepId: number,
  since: number,
  ranking: SweepRanking,
): Map<number, BestStep> {
  const rows = orm.all<{ trialId: number; step: number; name: string; value: number | null }>(
    bestStepsQuery(sweepId, since, ranking),
  );
  const best = groupBy(rows, ({ trialId }) => trialId).map((of): [number, BestStep] => {
    const metrics = Object.fromEntries(of.map(({ name, value }) => [name, value]));
    return [of[0]!.trialId, { bestStep: of[0]!.step, metrics }];
  });
  return new Map(best);
}

export function bestStepsQuery(sweepId: number, since: number, { metric, goal }: SweepRanking): SQL {
  const best = goal === 'maximize' ? sql`max(${history.value})` : sql`min(${history.value})`;
  const of = since
    ? sql`${trialChanges} CROSS JOIN ${trials} ON ${trials.id} = ${trialChanges.trialId} AND ${trialChanges.change} > ${since}`
    : sql`${trials}`;
  // Both name a trial, in the order in which trials are read.
  const each = since ? trialChanges.change : trials.number;
  return sql`
    WITH best AS MATERIALIZED (
      SELECT ${trials.id} AS trial_id, ${trials.attempt} AS attempt, ${best} AS best, ${history.step} AS step
      FROM ${of} CROSS JOIN ${history} ON ${history.trialId} = ${trials.id} AND ${history.attempt} = ${trials.attempt}
        AND ${history.metricId} = (SELECT ${metrics.id} FROM ${metrics} WHERE ${metrics.sweepId} = ${sweepId} AND ${metrics.name} = ${metric})
      WHERE ${trials.sweepId} = ${sweepId}
      GROUP BY ${each}
    )
    SELECT best.trial_id AS "trialId", best.step AS "step", ${metrics.name} AS "name", ${history.value} AS "value"
    FROM best CROSS JOIN ${metrics} ON ${metrics.sweepId} = ${sweepId}
    CROSS JOIN ${history} ON ${history.trialId} = best.trial_id AND ${history.attempt} = best.attempt
      AND ${history.metricId} = ${metrics.id} AND ${history.step} = best.step
    WHERE best.best IS NOT NULL`;
}
