import { integer, sqliteTable } from 'drizzle-orm/sqlite-core';
import { trials } from './trials.ts';

/**
 * The last change of each trial, as a number that grows with every change of any trial; triggers maintain it.
 * A reader that has read up to a change finds all later ones without reading the other trials.
 */
export const trialChanges = sqliteTable('trial_changes', {
  change: integer().primaryKey({ autoIncrement: true }),
  trialId: integer('trial_id')
    .notNull()
    .unique()
    .references(() => trials.id, { onDelete: 'cascade' }),
});
