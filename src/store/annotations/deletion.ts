import { asc, eq, gt, sql } from 'drizzle-orm';
import { SweepError } from '../../errors.ts';
import type { Database, Orm } from '../database.ts';
import { isRunning } from '../ownership.ts';
import { configurations, sweepAnnotations, sweeps, trialAnnotations, trials } from '../schema.ts';
import { changeSweep, changeTrial } from './annotations.ts';
import { requireSweep, requireTrial, type Target } from './target.ts';

/** Time for which a deletion can be undone. */
export const UNDO_MS = 60_000;

/**
 * Leaves a trial or a sweep out of every list. Within {@link UNDO_MS} it can be restored; then
 * `removeExpired` deletes it for good.
 * @throws SweepError `request_invalid` while a process trains it or is going to.
 */
export function deleteTarget(db: Database, { sweepId, trial }: Target, nowMs = Date.now()): void {
  db.write((orm) => {
    const sweep = requireSweep(orm, sweepId);
    const runs = isRunning(sweep);
    if (trial === undefined) {
      if (runs) throw isBusy(`The sweep ${sweep.name} is running`);
      return changeSweep(orm, sweepId, { deletedAtMs: nowMs });
    }
    const { id, state } = requireTrial(orm, sweepId, trial);
    if (runs && (state === 'running' || state === 'queued')) throw isBusy(`Trial ${trial} is ${state}`);
    changeTrial(orm, id, { deletedAtMs: nowMs });
  });
}

/**
 * Undoes a deletion; if it is undone already, nothing changes.
 * @param deletedAtMs Time of the deletion, if known: another trial or sweep may have its number now.
 * @throws SweepError `request_invalid` if it is too late; later still `sweep_not_found` or `trial_not_found`.
 */
export function restoreTarget(
  db: Database,
  { sweepId, trial }: Target,
  { deletedAtMs, nowMs = Date.now() }: { readonly deletedAtMs?: number; readonly nowMs?: number } = {},
): void {
  db.write((orm) => {
    const sweep = requireSweep(orm, sweepId);
    if (trial === undefined) {
      const row = orm.select().from(sweepAnnotations).where(eq(sweepAnnotations.sweepId, sweepId)).get();
      requireSame(sweep.createdAtMs, deletedAtMs);
      requireInTime(row?.deletedAtMs ?? nowMs, nowMs);
      return changeSweep(orm, sweepId, { deletedAtMs: null });
    }
    const { id } = requireTrial(orm, sweepId, trial);
    const row = orm.select().from(trialAnnotations).where(eq(trialAnnotations.trialId, id)).get();
    if (typeof row?.deletedAtMs !== 'number') requireSame(sweep.startedAtMs, deletedAtMs);
    requireInTime(row?.deletedAtMs ?? nowMs, nowMs);
    changeTrial(orm, id, { deletedAtMs: null });
  });
}

/** A deletion that can still be undone. */
export interface Deleted extends Target {
  /** Name of the sweep. */
  readonly name: string;
  readonly deletedAtMs: number;
  /** Hash of a trial's configuration, which finds its successor once it is gone. */
  readonly hash?: string;
  readonly replicate?: number;
}

/** Recently deleted sweeps, and recently deleted trials of sweeps that are there, the oldest first. */
export function undoable(db: Database, nowMs = Date.now()): Deleted[] {
  return db.read((orm) => [
    ...deletedSweepsQuery(orm, nowMs - UNDO_MS).all(),
    ...deletedTrialsQuery(orm, nowMs - UNDO_MS).all(),
  ]);
}

export function deletedSweepsQuery(orm: Orm, afterMs: number) {
  return orm
    .select({
      sweepId: sweeps.id,
      name: sweeps.name,
      deletedAtMs: sql<number>`${sweepAnnotations.deletedAtMs}`,
    })
    .from(sweepAnnotations)
    .innerJoin(sweeps, eq(sweeps.id, sweepAnnotations.sweepId))
    .where(gt(sweepAnnotations.deletedAtMs, afterMs))
    .orderBy(asc(sweepAnnotations.deletedAtMs));
}

export function deletedTrialsQuery(orm: Orm, afterMs: number) {
  return orm
    .select({
      sweepId: sweeps.id,
      trial: trials.number,
      name: sweeps.name,
      hash: configurations.hash,
      replicate: trials.replicate,
      deletedAtMs: sql<number>`${trialAnnotations.deletedAtMs}`,
    })
    .from(trialAnnotations)
    .innerJoin(trials, eq(trials.id, trialAnnotations.trialId))
    .innerJoin(configurations, eq(configurations.id, trials.configurationId))
    .innerJoin(sweeps, eq(sweeps.id, trials.sweepId))
    .where(gt(trialAnnotations.deletedAtMs, afterMs))
    .orderBy(asc(trialAnnotations.deletedAtMs));
}

function isBusy(state: string): SweepError {
  return new SweepError('request_invalid', `${state}; what is trained cannot be deleted.`, 'Stop it first.');
}

/** Something that began after the deletion is not what was deleted. */
function requireSame(begunAtMs: number, deletedAtMs: number | undefined): void {
  if (deletedAtMs === undefined || begunAtMs <= deletedAtMs) return;
  throw new SweepError('request_invalid', 'It is gone for good: another one has its number now.');
}

function requireInTime(deletedAtMs: number, nowMs: number): void {
  if (nowMs - deletedAtMs <= UNDO_MS) return;
  const hint = 'Running its spec again trains it again, to the same numbers.';
  throw new SweepError('request_invalid', 'It was deleted more than a minute ago.', hint);
}
