import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { trials } from './trials.ts';

/**
 * States that trainings go on from: the newest state of each trial, earlier ones that others begin with, and
 * middle ones, from which a check or a fork needs less time. The column `bytes` comes before the content, so that summing it reads no content.
 */
export const states = sqliteTable(
  'states',
  {
    trialId: integer('trial_id')
      .notNull()
      .references(() => trials.id, { onDelete: 'cascade' }),
    /** The attempt that left the state and holds the history of its steps. */
    attempt: integer().notNull(),
    /** The last step that is done. */
    step: integer().notNull(),
    /**
     * Digest of everything that the state depends on except the step: equal digests at the same step mean
     * equal bits. NULL if unknown, and for middle states.
     */
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
