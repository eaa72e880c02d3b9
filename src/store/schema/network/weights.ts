import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { TensorShape } from '../../network/tensorShape.ts';
import { trials } from '../trials.ts';

/** The weights that the best trials kept: float32, little-endian, tensors one after another in Keras's order. */
export const weights = sqliteTable('weights', {
  trialId: integer('trial_id')
    .primaryKey()
    .references(() => trials.id, { onDelete: 'cascade' }),
  tensors: text({ mode: 'json' }).$type<readonly TensorShape[]>().notNull(),
  data: blob({ mode: 'buffer' }).notNull(),
});
