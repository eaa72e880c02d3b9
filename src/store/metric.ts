import { asc, desc, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Metric, MetricName } from '../sweepfile/spec.ts';
import { epochs, trials } from './schema.ts';

/** The column of `trials` that holds a metric's value: at the latest epoch, and in the end at that of the kept weights. */
export const METRIC_COLUMNS: Readonly<Record<MetricName, SQLiteColumn>> = {
  val_accuracy: trials.valAccuracy,
  val_loss: trials.valLoss,
  accuracy: trials.accuracy,
  loss: trials.loss,
};

/** The same of every epoch. */
export const EPOCH_METRICS = {
  loss: epochs.loss,
  accuracy: epochs.accuracy,
  val_loss: epochs.valLoss,
  val_accuracy: epochs.valAccuracy,
} as const;

/** ORDER BY for trials: the best first, those without a finite value last, ties by number. */
export function bestFirst({ name, goal }: Metric): SQL[] {
  const column = METRIC_COLUMNS[name];
  return [sql`${column} IS NULL`, goal === 'maximize' ? desc(column) : asc(column), asc(trials.number)];
}

/** SQLite knows no NaN; an absent value never wins a ranking. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
