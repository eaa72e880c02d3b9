import { and, eq, gt, inArray, isNotNull, lte, notInArray, sql } from 'drizzle-orm';
import type { Database, Orm } from '../database.ts';
import { configurations, files, sweepAnnotations, sweeps, trialAnnotations, trials } from '../schema.ts';
import { UNDO_MS } from './deletion.ts';
import type { Target } from './target.ts';

/** Trials per transaction: no transaction delays the process that trains for long. */
const BATCH = 100;

/** The files that a trial handed in. */
export interface HandedIn {
  read(path: string): Buffer | undefined;
  /** Whether the file of that path of another trial, which stays, begins in the same way. */
  isShared(path: string, beginning: Buffer): boolean;
}

/**
 * Called for everything that is deleted for good while the database is locked, so that nothing else has its
 * numbers yet; for a trial, its files can still be read.
 */
export type OnRemoved = (target: Target, files?: HandedIn) => void;

/** Deletes for good, in short transactions, everything that can no longer be restored. */
export function removeExpired(db: Database, nowMs = Date.now(), onRemoved: OnRemoved = () => {}): void {
  while (removeSome(db, nowMs, onRemoved));
}

/** One such transaction; false if nothing was left to delete. */
export function removeSome(db: Database, nowMs = Date.now(), onRemoved: OnRemoved = () => {}): boolean {
  const before = nowMs - UNDO_MS;
  return db.write((orm) => {
    dateBack(orm, nowMs);
    const [sweepId] = expiredSweeps(orm, before);
    if (sweepId !== undefined) {
      if (removeTrials(orm, trialsOf(orm, sweepId), onRemoved) === 0) {
        orm.delete(sweeps).where(eq(sweeps.id, sweepId)).run();
        onRemoved({ sweepId });
      }
      return true;
    }
    const [owner] = sweepsOfDeleted(orm, before);
    return owner !== undefined && removeTrials(orm, deletedOf(orm, owner, before), onRemoved) > 0;
  });
}

/**
 * Deletes the marked trials of a sweep that is about to run: its plan would not find them missing otherwise.
 */
export function removeDeletedTrials(orm: Orm, sweepId: number, onRemoved: OnRemoved): void {
  while (removeTrials(orm, deletedOf(orm, sweepId, Number.MAX_SAFE_INTEGER), onRemoved) > 0);
}

/** Handles a clock that was set back after a deletion: the time to undo it begins now. */
function dateBack(orm: Orm, nowMs: number): void {
  for (const marks of [sweepAnnotations, trialAnnotations])
    orm.update(marks).set({ deletedAtMs: nowMs }).where(gt(marks.deletedAtMs, nowMs)).run();
}

function expiredSweeps(orm: Orm, before: number): number[] {
  const rows = orm
    .select({ id: sweepAnnotations.sweepId })
    .from(sweepAnnotations)
    .where(lte(sweepAnnotations.deletedAtMs, before))
    .all();
  return rows.map(({ id }) => id);
}

function sweepsOfDeleted(orm: Orm, before: number): number[] {
  const rows = orm
    .selectDistinct({ id: trials.sweepId })
    .from(trialAnnotations)
    .innerJoin(trials, eq(trials.id, trialAnnotations.trialId))
    .where(lte(trialAnnotations.deletedAtMs, before))
    .all();
  return rows.map(({ id }) => id);
}

function trialsOf(orm: Orm, sweepId: number): number[] {
  const rows = orm.select({ id: trials.id }).from(trials).where(eq(trials.sweepId, sweepId)).limit(BATCH);
  return rows.all().map(({ id }) => id);
}

function deletedOf(orm: Orm, sweepId: number, before: number): number[] {
  const rows = orm
    .select({ id: trials.id })
    .from(trialAnnotations)
    .innerJoin(trials, eq(trials.id, trialAnnotations.trialId))
    .where(
      and(
        isNotNull(trialAnnotations.deletedAtMs),
        lte(trialAnnotations.deletedAtMs, before),
        eq(trials.sweepId, sweepId),
      ),
    )
    .limit(BATCH);
  return rows.all().map(({ id }) => id);
}

/**
 * Deletes trials with all their data, and configurations that have no other trials; returns the number of
 * trials.
 */
function removeTrials(orm: Orm, ids: readonly number[], onRemoved: OnRemoved): number {
  if (ids.length === 0) return 0;
  const chosen = inArray(trials.id, [...ids]);
  const { sweepId, number: trial, configurationId } = trials;
  const rows = orm
    .select({ id: trials.id, sweepId, trial, configurationId })
    .from(trials)
    .where(chosen)
    .all();
  const filesOf = handedIn(orm, ids);
  for (const { id, sweepId, trial } of rows) onRemoved({ sweepId, trial }, filesOf(id));
  orm.delete(trials).where(chosen).run();
  const childless = sql`NOT EXISTS (SELECT 1 FROM ${trials} WHERE ${trials.configurationId} = ${configurations.id})`;
  const touched = [...new Set(rows.map(({ configurationId }) => configurationId))];
  orm
    .delete(configurations)
    .where(and(inArray(configurations.id, touched), childless))
    .run();
  return ids.length;
}

/** The beginnings of files are compared up to here. */
const BEGINNING_BYTES = 500;

/** The files of a trial; those of the other `ids`, which are deleted with it, share nothing. */
function handedIn(orm: Orm, ids: readonly number[]): (trialId: number) => HandedIn {
  /** By their path and length. */
  const beginnings = new Map<string, ReadonlySet<string>>();
  const othersOf = (path: string, bytes: number) => {
    const beginning = sql<Buffer>`substr(${files.content}, 1, ${bytes})`;
    const others = and(eq(files.path, path), notInArray(files.trialId, [...ids]));
    const rows = orm.select({ beginning }).from(files).where(others).all();
    return new Set(rows.map((row) => row.beginning.toString('latin1')));
  };
  return (trialId) => ({
    read: (path) => {
      const own = and(eq(files.trialId, trialId), eq(files.path, path));
      return orm.select({ content: files.content }).from(files).where(own).get()?.content;
    },
    isShared: (path, beginning) => {
      const wanted = beginning.toString('latin1').slice(0, BEGINNING_BYTES);
      const key = `${wanted.length} ${path}`;
      const others = beginnings.get(key) ?? othersOf(path, wanted.length);
      beginnings.set(key, others);
      return others.has(wanted);
    },
  });
}
