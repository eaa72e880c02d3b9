import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { trials } from './trials.ts';

/**
 * What trainings go on from: the newest state of each trial, and earlier ones that others begin with. The bytes come
 * before the content, so that counting reads none of it.
 */
export const states = sqliteTable(
  'states',
  {
    trialId: integer('trial_id')
      .notNull()
      .references(() => trials.id, { onDelete: 'cascade' }),
    /** The one that left it; the history of its steps stands there. */
    attempt: integer().notNull(),
    /** The last step that is done. */
    step: integer().notNull(),
    /** Digest of all that the state depends on but the step: equal ones at one step have the same bits. NULL where nobody knows. */
    course: text(),
    bytes: integer().notNull(),
    content: blob({ mode: 'buffer' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.trialId, table.step] }),
    index('states_bytes').on(table.bytes),
    index('states_course').on(table.course, table.step),
  ],
);
