import { and, eq, inArray, max, notInArray, sql } from 'drizzle-orm';
import type { TrainingState } from '../../trial/trial.ts';
import type { Orm } from '../database.ts';
import { states, trials } from '../schema.ts';
import type { TrialAttempt } from '../store.ts';
import { findAttempt } from './attempt.ts';

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

/** Keeps the newest state of a running attempt; see `RunningSweep.recordState`. */
export function recordState(
  orm: Orm,
  room: StateRoom,
  trial: TrialAttempt,
  { step, course, content }: TrainingState,
): boolean {
  const found = findAttempt(orm, room.sweepId, trial);
  if (found?.state !== 'running') return false;
  const stored = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const bytes = stored.length;
  dropStates(
    orm,
    found.id,
    [...(room.awaited.get(trial.number) ?? [])].filter((each) => each !== step),
  );
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

/**
 * Drops states of ended trials until all states fit into the kept bytes: those of the trials that completed
 * first, then those of cancelled ones. Trials that wait, run or were pruned keep their own states, and states
 * that others await stay.
 */
export function dropOldStates(orm: Orm, { sweepId, keptBytes, awaited }: StateRoom): void {
  let bytes = Number(
    orm
      .select({ sum: sql`coalesce(sum(${states.bytes}), 0)` })
      .from(states)
      .get()!.sum,
  );
  if (bytes <= keptBytes) return;
  const ended = orm
    .select({
      trialId: states.trialId,
      step: states.step,
      bytes: states.bytes,
      sweepId: trials.sweepId,
      number: trials.number,
    })
    .from(states)
    .innerJoin(trials, eq(trials.id, states.trialId))
    .where(inArray(trials.state, ['completed', 'cancelled']))
    .orderBy(sql`${trials.state} = 'cancelled'`, trials.endedAtMs, trials.id, states.step)
    .all();
  for (const each of ended) {
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
