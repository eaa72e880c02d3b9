import { integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import type { Assignment, ModelName } from '../../configuration.ts';
import type { Layer } from '../../model/layer.ts';
import { sweeps } from './sweeps.ts';

/** The distinct configurations of a sweep, by the hash of their canonical JSON. */
export const configurations = sqliteTable(
  'configurations',
  {
    id: integer().primaryKey(),
    sweepId: integer('sweep_id')
      .notNull()
      .references(() => sweeps.id, { onDelete: 'cascade' }),
    /** SHA-256 in hex. */
    hash: text().notNull(),
    model: text().$type<ModelName>().notNull(),
    parameters: text({ mode: 'json' }).$type<Assignment>().notNull(),
    /** All weights of the network, moving averages included, as Keras's `count_params` has it. */
    parameterCount: integer('parameter_count').notNull(),
    /** Floating-point operations of one image's forward pass. */
    flops: integer().notNull(),
    layers: text({ mode: 'json' }).$type<readonly Layer[]>().notNull(),
  },
  (table) => [unique('configurations_hash').on(table.sweepId, table.hash)],
);
