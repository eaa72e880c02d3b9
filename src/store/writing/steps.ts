import { and, desc, eq, sql } from 'drizzle-orm';
import type { MetricValues, StoredMetrics } from '../../metric/metric.ts';
import type { StepReport } from '../../trial/trial.ts';
import type { Orm } from '../database.ts';
import { history, metrics, steps, trials } from '../schema.ts';
import type { AttemptReport, TrialAttempt } from '../store.ts';
import { findAttempt } from './attempt.ts';
import { takeOverEarlier } from './earlierAttempts.ts';

/**
 * Writes the steps of one sweep's trials; its statements are prepared once, as there may be thousands a
 * second.
 */
export class StepWriter {
  private readonly sweepId: number;
  private readonly ids = new Map<string, number>();
  private statements: Statements | undefined;

  constructor(sweepId: number) {
    this.sweepId = sweepId;
  }

  /** Stores the reports of running attempts and returns how many values were new. */
  record(orm: Orm, batch: readonly AttemptReport[]): number {
    let added = 0;
    for (const reports of byAttempt(batch)) added += this.recordAttempt(orm, reports[0]!, reports);
    return added;
  }

  /** The id of a metric's name; a new name gets one. */
  idOf(orm: Orm, name: string): number {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    const { sweepId } = this;
    orm.insert(metrics).values({ sweepId, name }).onConflictDoNothing().run();
    const found = and(eq(metrics.sweepId, sweepId), eq(metrics.name, name));
    const { id } = orm.select({ id: metrics.id }).from(metrics).where(found).get()!;
    this.ids.set(name, id);
    return id;
  }

  /** Forgets the ids that it knows; to be called after a transaction that was rolled back. */
  forget(): void {
    this.ids.clear();
  }

  private recordAttempt(orm: Orm, attempt: TrialAttempt, reports: readonly StepReport[]): number {
    let trial = findAttempt(orm, this.sweepId, attempt);
    if (trial?.state !== 'running') return 0;
    if (trial.steps === 0 && attempt.attempt > 1) {
      const first = Math.min(...reports.map(({ step }) => step));
      const taken = takeOverEarlier(
        orm,
        { sweepId: this.sweepId, trialId: trial.id, attempt: attempt.attempt },
        first,
      );
      if (taken) {
        orm.update(trials).set(taken).where(eq(trials.id, trial.id)).run();
        trial = { ...trial, ...taken };
      }
    }
    this.statements ??= prepare(orm);
    const { step: addStep, value: addValue, latest } = this.statements;
    const key = { trialId: trial.id, attempt: attempt.attempt };
    const values = new Map(Object.entries(trial.metrics));
    let { steps, lastStep } = trial;
    let added = 0;
    for (const { step, durationMs, metrics, digest = null } of reports) {
      steps += addStep.run({ ...key, step, durationMs, digest }).changes;
      const isLate = lastStep !== null && step < lastStep;
      if (!isLate) lastStep = step;
      for (const [name, reported] of Object.entries(metrics)) {
        const of = { ...key, metricId: this.idOf(orm, name) };
        const value = finiteOrNull(reported);
        if (addValue.run({ ...of, step, value }).changes === 0) continue;
        added++;
        values.set(name, isLate ? latest.get(of)!.value : value);
      }
    }
    if (steps === trial.steps && added === 0) return 0;
    const metrics = Object.fromEntries(values);
    orm.update(trials).set({ steps, lastStep, metrics }).where(eq(trials.id, trial.id)).run();
    return added;
  }
}

type Statements = ReturnType<typeof prepare>;

function prepare(orm: Orm) {
  const key = { trialId: sql.placeholder('trialId'), attempt: sql.placeholder('attempt') };
  const step = sql.placeholder('step');
  const metricId = sql.placeholder('metricId');
  return {
    step: orm
      .insert(steps)
      .values({ ...key, step, durationMs: sql.placeholder('durationMs'), digest: sql.placeholder('digest') })
      .onConflictDoNothing()
      .prepare(),
    value: orm
      .insert(history)
      .values({ ...key, step, metricId, value: sql.placeholder('value') })
      .onConflictDoNothing()
      .prepare(),
    /** The value of a metric at the last step that has one. */
    latest: orm
      .select({ value: history.value })
      .from(history)
      .where(
        and(
          eq(history.trialId, key.trialId),
          eq(history.attempt, key.attempt),
          eq(history.metricId, metricId),
        ),
      )
      .orderBy(desc(history.step))
      .limit(1)
      .prepare(),
  };
}

/** The reports by attempt, in their order. */
function byAttempt(batch: readonly AttemptReport[]): AttemptReport[][] {
  const groups = new Map<string, AttemptReport[]>();
  for (const report of batch) {
    const key = `${report.number} ${report.attempt}`;
    const group = groups.get(key);
    if (group) group.push(report);
    else groups.set(key, [report]);
  }
  return [...groups.values()];
}

/** SQLite and JSON know no NaN; an absent value never wins a ranking. */
export function storedMetrics(values: MetricValues): StoredMetrics {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, finiteOrNull(value)]));
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
