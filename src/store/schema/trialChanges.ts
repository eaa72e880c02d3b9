import { integer, sqliteTable } from 'drizzle-orm/sqlite-core';
import { trials } from './trials.ts';

/**
 * When each trial last changed, as a number that grows with every change of any trial; triggers keep it. Who has
 * read up to a change finds all that came after it without looking at the other trials.
 */
export const trialChanges = sqliteTable('trial_changes', {
  change: integer().primaryKey({ autoIncrement: true }),
  trialId: integer('trial_id')
    .notNull()
    .unique()
    .references(() => trials.id, { onDelete: 'cascade' }),
});
