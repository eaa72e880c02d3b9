import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { SPLITS } from '../../../trainable/network/artifacts.ts';
import { oneOf } from '../oneOf.ts';
import { sweeps } from '../sweeps.ts';
import { trials } from '../trials.ts';

/**
 * The class that a finished trial predicts for every image of a split, in the dataset's order: one byte per
 * image, or two (little-endian) if the dataset has more than 256 classes.
 */
export const predictions = sqliteTable(
  'predictions',
  {
    trialId: integer('trial_id')
      .notNull()
      .references(() => trials.id, { onDelete: 'cascade' }),
    split: text({ enum: SPLITS }).notNull(),
    classes: blob({ mode: 'buffer' }).notNull(),
    /**
     * The softmax probability p of each of these classes as the byte round(255·p); NULL if an older version
     * trained it.
     */
    confidences: blob({ mode: 'buffer' }),
  },
  (table) => [
    primaryKey({ columns: [table.trialId, table.split] }),
    oneOf('predictions_split', table.split, SPLITS),
  ],
);

/** The true classes in the same order, so that the file explains itself without the dataset. */
export const labels = sqliteTable(
  'labels',
  {
    sweepId: integer('sweep_id')
      .notNull()
      .references(() => sweeps.id, { onDelete: 'cascade' }),
    split: text({ enum: SPLITS }).notNull(),
    classes: blob({ mode: 'buffer' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.sweepId, table.split] }),
    oneOf('labels_split', table.split, SPLITS),
  ],
);
