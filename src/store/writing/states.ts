import { and, eq, inArray, isNotNull, lt, lte, max, notInArray, or, sql } from 'drizzle-orm';
import type { TrainingState } from '../../trial/trial.ts';
import type { Database, Orm } from '../database.ts';
import { states, trials } from '../schema.ts';
import type { TrialAttempt } from '../store.ts';
import { type AttemptRow, findAttempt } from './attempt.ts';
import { forgetCrashes } from './crashes.ts';

/** Most bytes for the states of a database if a spec does not say. */
export const KEPT_STATES_BYTES = 500e6;

/** The states that others are going to begin with: steps by the number of the trial. */
export type AwaitedStates = ReadonlyMap<number, ReadonlySet<number>>;

/** The room for states. */
export interface StateRoom {
  readonly sweepId: number;
  /** Most bytes for all states of the database. */
  readonly keptBytes: number;
  /** States of the sweep that are kept in any case. */
  readonly awaited: AwaitedStates;
}

/** A middle state of a trial is the one that is nearest to such a share of its newest step. */
const MIDDLE_SHARES = [1 / 3, 2 / 3];

/**
 * Keeps the newest state of a running attempt, those that others await and, for checks and forks, two between
 * them and the beginning; see `RunningSweep.recordState`.
 */
export function recordState(
  orm: Orm,
  room: StateRoom,
  trial: TrialAttempt,
  { step, course, content }: TrainingState,
): boolean {
  const found = findAttempt(orm, room.sweepId, trial);
  if (found?.state !== 'running') return false;
  forgetCrashes(orm, found.id);
  const stored = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const bytes = stored.length;
  const awaited = [...(room.awaited.get(trial.number) ?? [])].filter((each) => each !== step);
  const middle = course === undefined ? [] : middleSteps(orm, found, trial.attempt, step);
  dropStates(orm, found.id, [...awaited, ...middle]);
  // No trial of a search begins with a middle state: which ones there are depends on the time.
  orm
    .update(states)
    .set({ course: null })
    .where(and(eq(states.trialId, found.id), isNotNull(states.course), notInArray(states.step, awaited)))
    .run();
  orm
    .insert(states)
    .values({
      trialId: found.id,
      attempt: trial.attempt,
      step,
      course: course ?? null,
      bytes,
      content: stored,
    })
    .run();
  dropOldStates(orm, room);
  return true;
}

/** Lets other trials begin with a middle state of a trial, whose course is known. */
export function offerState(db: Database, trialId: number, step: number, course: string): void {
  db.write((orm) =>
    orm
      .update(states)
      .set({ course })
      .where(and(eq(states.trialId, trialId), eq(states.step, step)))
      .run(),
  );
}

/** The steps of the states before that step that become middle ones, of the training that goes on. */
function middleSteps(orm: Orm, trial: AttemptRow, attempt: number, step: number): number[] {
  const goesOn = or(eq(states.attempt, attempt), lte(states.step, trial.resumedFrom ?? 0));
  const before = orm
    .select({ step: states.step })
    .from(states)
    .where(and(eq(states.trialId, trial.id), lt(states.step, step), goesOn))
    .all()
    .map((state) => state.step);
  const nearest = (share: number) =>
    before.toSorted((a, b) => Math.abs(a - share * step) - Math.abs(b - share * step)).slice(0, 1);
  return MIDDLE_SHARES.flatMap(nearest);
}

/**
 * Drops states until all of them fit into the kept bytes: middle ones first, then those of the trials that
 * completed first, then those of cancelled ones. Trials that wait, run or were pruned keep the state that
 * they go on from, and states that others await stay.
 */
export function dropOldStates(orm: Orm, { sweepId, keptBytes, awaited }: StateRoom): void {
  let bytes = Number(
    orm
      .select({ sum: sql`coalesce(sum(${states.bytes}), 0)` })
      .from(states)
      .get()!.sum,
  );
  if (bytes <= keptBytes) return;
  const isMiddle = sql`(${states.course} IS NULL AND EXISTS (
    SELECT 1 FROM ${states} AS newer WHERE newer.trial_id = ${states.trialId} AND newer.step > ${states.step}))`;
  const droppable = orm
    .select({
      trialId: states.trialId,
      step: states.step,
      bytes: states.bytes,
      sweepId: trials.sweepId,
      number: trials.number,
    })
    .from(states)
    .innerJoin(trials, eq(trials.id, states.trialId))
    .where(or(isMiddle, inArray(trials.state, ['completed', 'cancelled'])))
    .orderBy(
      sql`${isMiddle} DESC`,
      sql`${trials.state} = 'cancelled'`,
      trials.endedAtMs,
      trials.id,
      states.step,
    )
    .all();
  for (const each of droppable) {
    if (bytes <= keptBytes) return;
    if (each.sweepId === sweepId && awaited.get(each.number)?.has(each.step)) continue;
    orm
      .delete(states)
      .where(and(eq(states.trialId, each.trialId), eq(states.step, each.step)))
      .run();
    bytes -= each.bytes;
  }
}

/** Drops the states of a trial, except those of these steps. */
export function dropStates(orm: Orm, trialId: number, kept: readonly number[] = []): void {
  orm
    .delete(states)
    .where(and(eq(states.trialId, trialId), notInArray(states.step, [...kept])))
    .run();
}

/** The last step of a trial's states. */
export function stateStep(orm: Orm, trialId: number): number | undefined {
  const found = orm
    .select({ step: max(states.step) })
    .from(states)
    .where(eq(states.trialId, trialId))
    .get();
  return found?.step ?? undefined;
}
