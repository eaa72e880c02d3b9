import { and, asc, eq, type Placeholder, sql } from 'drizzle-orm';
import type { Database, Orm } from '../database.ts';
import { EPOCH_METRICS } from '../metric.ts';
import { epochs, trials } from '../schema.ts';

/** One epoch; metrics are null where they were not finite. */
export interface EpochRow {
  /** From 1. */
  readonly epoch: number;
  readonly loss: number | null;
  readonly accuracy: number | null;
  readonly val_loss: number | null;
  readonly val_accuracy: number | null;
  readonly durationMs: number;
}

/** The curve of a trial's attempt, by default the current one, in order; empty for a trial that does not exist. */
export function trialEpochs(db: Database, trialId: number, attempt?: number): EpochRow[] {
  return db.read((orm) => epochsQuery(orm, trialId, attempt).all());
}

/** Reads such curves of many trials, one after another: the query is prepared once. */
export function curveReader(db: Database): (trialId: number) => EpochRow[] {
  const curve = db.read((orm) => epochsQuery(orm, sql.placeholder('trialId'), undefined).prepare());
  return (trialId) => db.read(() => curve.all({ trialId }));
}

export function epochsQuery(orm: Orm, trialId: number | Placeholder, attempt: number | undefined) {
  const current = orm.select({ attempt: trials.attempt }).from(trials).where(eq(trials.id, trialId));
  return orm
    .select({ epoch: epochs.epoch, ...EPOCH_METRICS, durationMs: epochs.durationMs })
    .from(epochs)
    .where(and(eq(epochs.trialId, trialId), eq(epochs.attempt, attempt ?? sql`(${current})`)))
    .orderBy(asc(epochs.epoch));
}
