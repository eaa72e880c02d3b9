import { type SQL, sql } from 'drizzle-orm';
import type { Goal, StoredMetrics } from '../../metric/metric.ts';
import type { Orm } from '../database.ts';
import { history, metrics, trialChanges, trials } from '../schema.ts';
import { AT_ONCE, type TrialScore } from './scores.ts';
import type { SweepTrials } from './sweepTrials.ts';

/** The metrics of a trial at its best step. */
export interface BestStep {
  readonly bestStep: number;
  readonly metrics: StoredMetrics;
}

/** The metric and the goal by which a sweep ranks. */
export interface SweepRanking {
  readonly metric: string;
  readonly goal: Goal;
}

/**
 * By trial id: the step at which the sweep's metric was best, with all metrics of that step, for the trials
 * that have a finite value and have changed since.
 */
export function bestSteps(
  orm: Orm,
  { sweepId, sweep, trials: all }: Pick<SweepTrials, 'sweepId' | 'sweep' | 'trials'>,
  since: number,
): Map<number, BestStep> {
  const best = new Map<number, { bestStep: number; metrics: Record<string, number | null> }>();
  const read = (numbers?: readonly [number, number]) => {
    for (const { trialId, step, name, value } of orm.all<StoredValue>(
      bestStepsQuery(sweepId, since, sweep, numbers),
    )) {
      const known = best.get(trialId);
      if (known) known.metrics[name] = value;
      else best.set(trialId, { bestStep: step, metrics: { [name]: value } });
    }
  };
  if (since) read();
  else for (const numbers of ranges(all.values())) read(numbers);
  return best;
}

interface StoredValue {
  readonly trialId: number;
  readonly step: number;
  readonly name: string;
  readonly value: number | null;
}

/** Ranges of trial numbers, first and last, that are read at once. */
function* ranges(all: Iterable<TrialScore>): Generator<readonly [number, number]> {
  let last = 0;
  for (const { number } of all) last = Math.max(last, number);
  for (let first = 1; first <= last; first += AT_ONCE) yield [first, first + AT_ONCE - 1];
}

/**
 * With a single MAX or MIN, SQLite takes the other columns from the row that has it
 * (https://sqlite.org/lang_select.html#bareagg).
 */
export function bestStepsQuery(
  sweepId: number,
  since: number,
  { metric, goal }: SweepRanking,
  numbers?: readonly [number, number],
): SQL {
  const best = goal === 'maximize' ? sql`max(${history.value})` : sql`min(${history.value})`;
  const of = since
    ? sql`${trialChanges} CROSS JOIN ${trials} ON ${trials.id} = ${trialChanges.trialId} AND ${trialChanges.change} > ${since}`
    : sql`${trials}`;
  // Either column names a trial, in the order in which trials are read.
  const each = since ? trialChanges.change : trials.number;
  const within = numbers ? sql`AND ${trials.number} BETWEEN ${numbers[0]} AND ${numbers[1]}` : sql``;
  return sql`
    WITH best AS MATERIALIZED (
      SELECT ${trials.id} AS trial_id, ${trials.attempt} AS attempt, ${best} AS best, ${history.step} AS step
      FROM ${of} CROSS JOIN ${history} ON ${history.trialId} = ${trials.id} AND ${history.attempt} = ${trials.attempt}
        AND ${history.metricId} = (SELECT ${metrics.id} FROM ${metrics} WHERE ${metrics.sweepId} = ${sweepId} AND ${metrics.name} = ${metric})
      WHERE ${trials.sweepId} = ${sweepId} ${within}
      GROUP BY ${each}
    )
    SELECT best.trial_id AS "trialId", best.step AS "step", ${metrics.name} AS "name", ${history.value} AS "value"
    FROM best CROSS JOIN ${metrics} ON ${metrics.sweepId} = ${sweepId}
    CROSS JOIN ${history} ON ${history.trialId} = best.trial_id AND ${history.attempt} = best.attempt
      AND ${history.metricId} = ${metrics.id} AND ${history.step} = best.step
    WHERE best.best IS NOT NULL`;
}
