import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { REQUEST_KINDS } from '../store.ts';
import { oneOf } from './oneOf.ts';
import { sweeps } from './sweeps.ts';

/**
 * Requests of people to the process that runs a sweep, made from any other process. Only that process
 * answers, so that it stays the one writer of its results.
 */
export const requests = sqliteTable(
  'requests',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    sweepId: integer('sweep_id')
      .notNull()
      .references(() => sweeps.id, { onDelete: 'cascade' }),
    kind: text({ enum: REQUEST_KINDS }).notNull(),
    /**
     * The sweep's run count when the request was made; the request does not apply to a run with another
     * count.
     */
    runCount: integer('run_count'),
    /** Number of the trial that is to stop; NULL for requests about the whole sweep. */
    trial: integer(),
    /** The run cap that is requested; NULL for all other requests. */
    value: integer(),
    /** The place it was made in, such as `dashboard`. */
    origin: text().notNull(),
    madeAtMs: integer('made_at_ms').notNull(),
    /** Time at which the running process read it; NULL until then. */
    takenAtMs: integer('taken_at_ms'),
    /** Whether it was carried out, and the result in words. */
    accepted: integer({ mode: 'boolean' }),
    outcome: text(),
  },
  (table) => [
    index('requests_sweep').on(table.sweepId, table.id),
    index('requests_open').on(table.sweepId, table.id).where(sql`${table.takenAtMs} IS NULL`),
    oneOf('requests_kind', table.kind, REQUEST_KINDS),
    check('requests_trial', sql`(${table.kind} = 'stop_trial') = (${table.trial} IS NOT NULL)`),
    check('requests_value', sql`(${table.kind} = 'raise_run_cap') = (${table.value} IS NOT NULL)`),
    check(
      'requests_taken',
      sql`(${table.takenAtMs} IS NULL) = (${table.outcome} IS NULL) AND (${table.takenAtMs} IS NULL) = (${table.accepted} IS NULL)`,
    ),
  ],
);
