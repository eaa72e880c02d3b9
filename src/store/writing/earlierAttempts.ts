import { and, count, desc, eq, isNotNull, lt, lte, min, sql } from 'drizzle-orm';
import type { Orm } from '../database.ts';
import { history, metrics, steps, trials } from '../schema.ts';
import type { TakenOver, TrialAttempt } from '../store.ts';
import { isAttempt } from './attempt.ts';
import { type Taker, takeOverHistory } from './takeOver.ts';

/**
 * Handles a program that keeps checkpoints of its own. If an attempt's first report is of a later step than
 * the first report of the attempt before, the program went on from a checkpoint, and the attempt takes over
 * the earlier steps. Undefined if it begins anew: the first steps of the same program are the same.
 */
export function takeOverEarlier(orm: Orm, taker: Taker, firstStep: number) {
  const { trialId, attempt } = taker;
  const earlier = attemptBefore(orm, trialId, attempt);
  if (!earlier || earlier.first === null || firstStep <= earlier.first) return undefined;
  const before = and(eq(steps.trialId, trialId), eq(steps.attempt, earlier.attempt));
  const last = orm
    .select({ step: sql<number>`max(${steps.step})` })
    .from(steps)
    .where(and(before, lt(steps.step, firstStep)))
    .get()!;
  return takeOverHistory(orm, taker, { trialId, attempt: earlier.attempt }, last.step);
}

/** The steps that an attempt has from earlier ones; undefined if it began anew. */
export function takenOver(orm: Orm, sweepId: number, trial: TrialAttempt): TakenOver | undefined {
  const found = orm
    .select({ id: trials.id, step: trials.resumedFrom })
    .from(trials)
    .where(isAttempt(sweepId, trial))
    .get();
  if (found?.step == null) return undefined;
  const { id, step } = found;
  const taken = orm
    .select({
      steps: sql<number>`count(*)`,
      elapsedMs: sql<number>`coalesce(sum(${steps.durationMs}), 0)`,
    })
    .from(steps)
    .where(and(eq(steps.trialId, id), eq(steps.attempt, trial.attempt), lte(steps.step, step)))
    .get()!;
  return { step, ...taken };
}

/** See `RunningSweep.earlierReports`. */
export function earlierReports(orm: Orm, sweepId: number, { number, attempt }: TrialAttempt, metric: string) {
  const trial = orm
    .select({ id: trials.id })
    .from(trials)
    .where(and(eq(trials.sweepId, sweepId), eq(trials.number, number)))
    .get();
  const earlier = trial && attemptBefore(orm, trial.id, attempt);
  if (!earlier) return 0;
  return orm
    .select({ reports: count() })
    .from(history)
    .innerJoin(metrics, and(eq(metrics.id, history.metricId), eq(metrics.name, metric)))
    .where(and(eq(history.trialId, trial.id), eq(history.attempt, earlier.attempt), isNotNull(history.value)))
    .get()!.reports;
}

/** The latest earlier attempt that reported a step, with its first step. */
function attemptBefore(orm: Orm, trialId: number, attempt: number) {
  return orm
    .select({ attempt: steps.attempt, first: min(steps.step) })
    .from(steps)
    .where(and(eq(steps.trialId, trialId), lt(steps.attempt, attempt)))
    .groupBy(steps.attempt)
    .orderBy(desc(steps.attempt))
    .limit(1)
    .get();
}
