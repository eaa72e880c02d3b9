import { integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import type { Configuration } from '../../configuration.ts';
import type { Facts } from '../../trainable/trainable.ts';
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
    parameters: text({ mode: 'json' }).$type<Configuration>().notNull(),
    /** Numbers known before the training. */
    facts: text({ mode: 'json' }).$type<Facts>().notNull().default({}),
    /** Further data that its trainable keeps, for its own pages; NULL if there is none. */
    details: text({ mode: 'json' }).$type<unknown>(),
  },
  (table) => [unique('configurations_hash').on(table.sweepId, table.hash)],
);
