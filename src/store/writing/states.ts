import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import type { TrainingState } from '../../trial/trial.ts';
import type { Orm } from '../database.ts';
import { history, metrics, states, steps, trials } from '../schema.ts';
import type { TrialAttempt } from '../store.ts';
import { findAttempt } from './attempt.ts';

/** What the states of a database may take where a spec does not say. */
export const KEPT_STATES_BYTES = 500e6;

/** Keeps the newest state of a running attempt; see `RunningSweep.recordState`. */
export function recordState(
  orm: Orm,
  sweepId: number,
  trial: TrialAttempt,
  { step, content }: TrainingState,
  keptBytes: number,
): boolean {
  const found = findAttempt(orm, sweepId, trial);
  if (found?.state !== 'running') return false;
  const stored = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const values = { attempt: trial.attempt, step, bytes: stored.length, content: stored };
  orm
    .insert(states)
    .values({ trialId: found.id, ...values })
    .onConflictDoUpdate({ target: states.trialId, set: values })
    .run();
  dropOldStates(orm, keptBytes);
  return true;
}

/**
 * Drops states of ended trials until all of them take no more than that: those of the trials that completed first, then
 * those of cancelled ones. What waits, runs or was pruned keeps its own.
 */
export function dropOldStates(orm: Orm, keptBytes: number): void {
  let bytes = Number(
    orm
      .select({ sum: sql`coalesce(sum(${states.bytes}), 0)` })
      .from(states)
      .get()!.sum,
  );
  if (bytes <= keptBytes) return;
  const ended = orm
    .select({ trialId: states.trialId, bytes: states.bytes })
    .from(states)
    .innerJoin(trials, eq(trials.id, states.trialId))
    .where(inArray(trials.state, ['completed', 'cancelled']))
    .orderBy(sql`${trials.state} = 'cancelled'`, trials.endedAtMs, trials.id)
    .all();
  for (const each of ended) {
    if (bytes <= keptBytes) return;
    dropState(orm, each.trialId);
    bytes -= each.bytes;
  }
}

export function dropState(orm: Orm, trialId: number): void {
  orm.delete(states).where(eq(states.trialId, trialId)).run();
}

/** The last step of the state that a trial has. */
export function stateStep(orm: Orm, trialId: number): number | undefined {
  return orm.select({ step: states.step }).from(states).where(eq(states.trialId, trialId)).get()?.step;
}

/** See `RunningSweep.trainingState`. */
export function readState(orm: Orm, sweepId: number, number: number): TrainingState | undefined {
  const found = orm
    .select({ step: states.step, content: states.content })
    .from(states)
    .innerJoin(trials, eq(trials.id, states.trialId))
    .where(and(eq(trials.sweepId, sweepId), eq(trials.number, number)))
    .get();
  return found && { step: found.step, content: new Uint8Array(found.content) };
}

/** Gives an attempt the history of the one that left the trial's state, up to that step, and says what it has then. */
export function takeOverHistory(orm: Orm, trialId: number, attempt: number, step: number) {
  const from = orm
    .select({ attempt: states.attempt })
    .from(states)
    .where(and(eq(states.trialId, trialId), lte(states.step, step)))
    .get();
  return from ? copyHistory(orm, trialId, { from: from.attempt, to: attempt, step }) : {};
}

/** Gives an attempt the history of an earlier one up to that step, and says what it has then. */
export function copyHistory(
  orm: Orm,
  trialId: number,
  { from, to: attempt, step }: { readonly from: number; readonly to: number; readonly step: number },
) {
  const of = sql`trial_id = ${trialId} AND attempt = ${from} AND step <= ${step}`;
  orm.run(
    sql`INSERT INTO ${steps} (trial_id, attempt, step, duration_ms)
      SELECT trial_id, ${attempt}, step, duration_ms FROM ${steps} WHERE ${of}`,
  );
  orm.run(
    sql`INSERT INTO ${history} (trial_id, attempt, metric_id, step, value)
      SELECT trial_id, ${attempt}, metric_id, step, value FROM ${history} WHERE ${of}`,
  );
  const ofAttempt = and(eq(steps.trialId, trialId), eq(steps.attempt, attempt));
  const taken = orm
    .select({ steps: sql<number>`count(*)`, lastStep: sql<number | null>`max(${steps.step})` })
    .from(steps)
    .where(ofAttempt)
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
