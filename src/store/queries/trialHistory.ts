import { and, asc, eq, type Placeholder, sql } from 'drizzle-orm';
import type { StoredMetrics } from '../../metric/metric.ts';
import type { Database, Orm } from '../database.ts';
import { history, metrics, steps, trials } from '../schema.ts';

/** A trial's report of one step. */
export interface HistoryRow {
  readonly step: number;
  /** Null if a value was not finite; a metric that was not reported with this step is absent. */
  readonly metrics: StoredMetrics;
  /** Time since the step before it, or since the trial began. */
  readonly durationMs: number;
  /**
   * Digest of the trained state after the step, chained to the digest of the step before; absent if there is
   * none.
   */
  readonly digest?: string;
}

/**
 * All steps of a trial's attempt, by default the current one, in order; empty for a trial that does not
 * exist. For curves that are drawn, `metricCurves` reads no more points than can be seen.
 */
export function trialHistory(db: Database, trialId: number, attempt?: number): HistoryRow[] {
  return historyReader(db, attempt)(trialId);
}

/** Reads the histories of many trials, one after another: the queries are prepared once. */
export function historyReader(db: Database, attempt?: number): (trialId: number) => HistoryRow[] {
  const [ofSteps, ofValues] = db.read((orm) => {
    const trialId = sql.placeholder('trialId');
    return [stepsQuery(orm, trialId, attempt).prepare(), valuesQuery(orm, trialId, attempt).prepare()];
  });
  return (trialId) =>
    db.read(() => {
      const rows = ofSteps.all({ trialId });
      const byStep = new Map(rows.map(({ step }) => [step, [] as [string, number | null][]]));
      for (const { step, name, value } of ofValues.all({ trialId })) byStep.get(step)?.push([name, value]);
      return rows.map(({ digest, ...row }) => ({
        ...row,
        ...(digest === null ? {} : { digest }),
        metrics: Object.fromEntries(byStep.get(row.step)!),
      }));
    });
}

export function stepsQuery(orm: Orm, trialId: number | Placeholder, attempt: number | undefined) {
  return orm
    .select({ step: steps.step, durationMs: steps.durationMs, digest: steps.digest })
    .from(steps)
    .where(and(eq(steps.trialId, trialId), eq(steps.attempt, attempt ?? currentAttempt(orm, trialId))))
    .orderBy(asc(steps.step));
}

export function valuesQuery(orm: Orm, trialId: number | Placeholder, attempt: number | undefined) {
  return orm
    .select({ step: history.step, name: metrics.name, value: history.value })
    .from(history)
    .innerJoin(metrics, eq(metrics.id, history.metricId))
    .where(and(eq(history.trialId, trialId), eq(history.attempt, attempt ?? currentAttempt(orm, trialId))));
}

function currentAttempt(orm: Orm, trialId: number | Placeholder) {
  return sql`(${orm.select({ attempt: trials.attempt }).from(trials).where(eq(trials.id, trialId))})`;
}
