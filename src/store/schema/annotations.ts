import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { sweeps } from './sweeps.ts';
import { trials } from './trials.ts';

/** Annotations of a trial or a sweep. None of them is a result: any process may write them, at any time. */
const columns = () => ({
  /** Plain text; empty if there is none. */
  note: text().notNull().default(''),
  /** Sorted, each once. */
  tags: text({ mode: 'json' }).$type<readonly string[]>().notNull().default(sql`'[]'`),
  /** Left out of lists by default. */
  hidden: integer({ mode: 'boolean' }).notNull().default(false),
  /** Time at which it was left out of every list, soon to be deleted for good; NULL if it was not deleted. */
  deletedAtMs: integer('deleted_at_ms'),
});

/** Triggers record every change of it as a change of its trial, so that leaderboards in memory follow. */
export const trialAnnotations = sqliteTable(
  'trial_annotations',
  {
    trialId: integer('trial_id')
      .primaryKey()
      .references(() => trials.id, { onDelete: 'cascade' }),
    ...columns(),
  },
  (table) => [
    index('trial_annotations_deleted').on(table.deletedAtMs).where(sql`${table.deletedAtMs} IS NOT NULL`),
  ],
);

export const sweepAnnotations = sqliteTable(
  'sweep_annotations',
  {
    sweepId: integer('sweep_id')
      .primaryKey()
      .references(() => sweeps.id, { onDelete: 'cascade' }),
    ...columns(),
  },
  (table) => [
    index('sweep_annotations_deleted').on(table.deletedAtMs).where(sql`${table.deletedAtMs} IS NOT NULL`),
  ],
);
