import { sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import type { SweepRanking } from '../leaderboard/bestSteps.ts';
import { history, metrics, trials } from '../schema.ts';

/**
 * By trial id: the first step at which the current attempt had the metric's best value, for trials that reported it at two
 * steps or more.
 */
export function stepsToBest(
  db: Database,
  trialIds: readonly number[],
  { metric, goal }: SweepRanking,
): ReadonlyMap<number, number> {
  const best = goal === 'maximize' ? sql`max` : sql`min`;
  const curve = sql`${history.trialId} = ${trials.id} AND ${history.attempt} = ${trials.attempt} AND ${history.metricId} = ${metrics.id}`;
  const rows = db.read((orm) =>
    orm.all<{ trialId: number; step: number }>(sql`
      WITH best AS MATERIALIZED (
        SELECT ${trials.id} AS trial_id, ${trials.attempt} AS attempt, ${metrics.id} AS metric_id, ${best}(${history.value}) AS best
        FROM json_each(${JSON.stringify(trialIds)}) AS asked
        CROSS JOIN ${trials} ON ${trials.id} = asked.value
        CROSS JOIN ${metrics} ON ${metrics.sweepId} = ${trials.sweepId} AND ${metrics.name} = ${metric}
        CROSS JOIN ${history} ON ${curve}
        GROUP BY ${trials.id} HAVING count(*) > 1
      )
      SELECT best.trial_id AS "trialId", min(${history.step}) AS "step"
      FROM best CROSS JOIN ${history} ON ${history.trialId} = best.trial_id AND ${history.attempt} = best.attempt
        AND ${history.metricId} = best.metric_id AND ${history.value} = best.best
      GROUP BY best.trial_id`),
  );
  return new Map(rows.map(({ trialId, step }) => [trialId, step]));
}
