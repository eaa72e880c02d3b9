import { blob, index, integer, sqliteTable } from 'drizzle-orm/sqlite-core';
import { trials } from './trials.ts';

/** What a trial goes on from: its newest state. The bytes come before the content, so that counting reads none of it. */
export const states = sqliteTable(
  'states',
  {
    trialId: integer('trial_id')
      .primaryKey()
      .references(() => trials.id, { onDelete: 'cascade' }),
    /** The one that left it; the history of its steps stands there. */
    attempt: integer().notNull(),
    /** The last step that is done. */
    step: integer().notNull(),
    bytes: integer().notNull(),
    content: blob({ mode: 'buffer' }).notNull(),
  },
  (table) => [index('states_bytes').on(table.bytes)],
);
