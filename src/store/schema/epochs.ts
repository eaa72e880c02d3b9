import { integer, primaryKey, real, sqliteTable } from 'drizzle-orm/sqlite-core';
import { trials } from './trials.ts';

/**
 * One row per epoch of every attempt, the abandoned ones included; NaN and infinities are NULL. The migration
 * makes it a table WITHOUT ROWID, which drizzle cannot say: the rows of a curve then lie side by side.
 */
export const epochs = sqliteTable(
  'epochs',
  {
    trialId: integer('trial_id')
      .notNull()
      .references(() => trials.id, { onDelete: 'cascade' }),
    attempt: integer().notNull(),
    /** From 1. */
    epoch: integer().notNull(),
    loss: real(),
    accuracy: real(),
    valLoss: real('val_loss'),
    valAccuracy: real('val_accuracy'),
    durationMs: real('duration_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.trialId, table.attempt, table.epoch] })],
);
