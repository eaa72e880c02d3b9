import { integer, primaryKey, real, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import { sweeps } from './sweeps.ts';
import { trials } from './trials.ts';

/** The names of the metrics that the trials of a sweep have logged. */
export const metrics = sqliteTable(
  'metrics',
  {
    id: integer().primaryKey(),
    sweepId: integer('sweep_id')
      .notNull()
      .references(() => sweeps.id, { onDelete: 'cascade' }),
    name: text().notNull(),
  },
  (table) => [unique('metrics_name').on(table.sweepId, table.name)],
);

/**
 * One row per step of every attempt, abandoned ones included. The migration makes this and `history` tables
 * WITHOUT ROWID, which drizzle cannot express: the rows of a curve then lie side by side.
 */
export const steps = sqliteTable(
  'steps',
  {
    trialId: integer('trial_id')
      .notNull()
      .references(() => trials.id, { onDelete: 'cascade' }),
    attempt: integer().notNull(),
    /** Counts from 0; the networks count epochs from 1. */
    step: integer().notNull(),
    /** Time since the step before it, or since the trial began. */
    durationMs: real('duration_ms').notNull(),
    /** Digest of the weights after the step and of the digest of the step before; NULL if there is none. */
    digest: text(),
  },
  (table) => [primaryKey({ columns: [table.trialId, table.attempt, table.step] })],
);

/** One row per value of a metric at a step; NaN and infinities are NULL. */
export const history = sqliteTable(
  'history',
  {
    trialId: integer('trial_id')
      .notNull()
      .references(() => trials.id, { onDelete: 'cascade' }),
    attempt: integer().notNull(),
    /** Id in `metrics`; no foreign key, which would need an index as large as the table. */
    metricId: integer('metric_id').notNull(),
    step: integer().notNull(),
    value: real(),
  },
  (table) => [primaryKey({ columns: [table.trialId, table.attempt, table.metricId, table.step] })],
);
