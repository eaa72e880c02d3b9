import { sql } from 'drizzle-orm';
import { check, index, integer, real, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import type { ErrorCode } from '../../errors.ts';
import type { StoredMetrics } from '../../metric/metric.ts';
import { TRIAL_STATES, type TrialOrigin } from '../../trial/trial.ts';
import { configurations } from './configurations.ts';
import { nameList, oneOf } from './oneOf.ts';
import { sweeps } from './sweeps.ts';

/**
 * One row per trial. A trigger refuses every change to a completed one, and every change to a pruned one
 * except another attempt.
 */
export const trials = sqliteTable(
  'trials',
  {
    id: integer().primaryKey(),
    sweepId: integer('sweep_id')
      .notNull()
      .references(() => sweeps.id, { onDelete: 'cascade' }),
    /** Number in its sweep, from 1. */
    number: integer().notNull(),
    configurationId: integer('configuration_id')
      .notNull()
      .references(() => configurations.id, { onDelete: 'cascade' }),
    /** Counted from 0. */
    replicate: integer().notNull(),
    seed: integer().notNull(),
    state: text({ enum: TRIAL_STATES }).notNull(),
    /** Counted from 1; it grows whenever the trial goes back to the queue. */
    attempt: integer().notNull(),
    /** Number of attempts that ended with their process although nobody had asked to stop. */
    crashes: integer().notNull().default(0),
    /**
     * Why it failed, was pruned or cancelled; NULL for a completed trial, whose message says why it stopped
     * early, if it did.
     */
    reasonCode: text('reason_code').$type<ErrorCode>(),
    reasonMessage: text('reason_message'),
    reasonHint: text('reason_hint'),
    worker: integer(),
    /** The engine or program that trained it, its version and the processor. */
    fingerprint: text(),
    startedAtMs: integer('started_at_ms'),
    endedAtMs: integer('ended_at_ms'),
    durationMs: real('duration_ms'),
    /** Steps reported in the current attempt, and the last of them. */
    steps: integer().notNull(),
    lastStep: integer('last_step'),
    /**
     * The last step that the current attempt took over from an earlier attempt, or from another trial; NULL
     * if none.
     */
    resumedFrom: integer('resumed_from'),
    /** The trial that did its first steps, if another one did; a foreign key would change ended trials. */
    origin: text({ mode: 'json' }).$type<TrialOrigin>(),
    /**
     * The current attempt's latest value of each metric or, once it has completed, its final ones; null if a
     * value was not finite.
     */
    metrics: text({ mode: 'json' }).$type<StoredMetrics>().notNull().default({}),
  },
  (table) => [
    unique('trials_number').on(table.sweepId, table.number),
    unique('trials_cell').on(table.sweepId, table.configurationId, table.replicate),
    index('trials_state').on(table.sweepId, table.state),
    index('trials_configuration').on(table.configurationId),
    oneOf('trials_states', table.state, TRIAL_STATES),
    check(
      'trials_ended',
      sql`(${table.state} IN (${nameList(TRIAL_STATES.slice(2))})) = (${table.endedAtMs} IS NOT NULL)`,
    ),
    check('trials_counts', sql`${table.number} >= 1 AND ${table.attempt} >= 1 AND ${table.steps} >= 0`),
  ],
);
