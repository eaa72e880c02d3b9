import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { SharedSetup } from '../../trainable/trainable.ts';
import type { ProcessBirth } from '../processes.ts';
import type { Machine } from '../store.ts';
import { oneOf } from './oneOf.ts';

export const SWEEP_STATES = ['running', 'completed', 'interrupted', 'failed'] as const;
export type SweepState = (typeof SWEEP_STATES)[number];

/** One row per sweep; a sweep that is continued keeps its row. */
export const sweeps = sqliteTable(
  'sweeps',
  {
    id: integer().primaryKey(),
    name: text().notNull(),
    /** The spec of the last run, as its user wrote it. */
    specText: text('spec_text').notNull(),
    /** The spec with its defaults filled in, as canonical JSON. */
    specJson: text('spec_json').notNull(),
    /** Equal for two runs that are the same sweep. */
    identity: text().notNull(),
    method: text().notNull(),
    metricName: text('metric_name').notNull(),
    metricGoal: text('metric_goal', { enum: ['maximize', 'minimize'] }).notNull(),
    seed: integer().notNull(),
    replicates: integer().notNull(),
    /** The kind of its trainable. */
    trainable: text().notNull().default('network'),
    /** The setup that all its trials share, as its trainable describes it: data, engine, command. */
    shared: text({ mode: 'json' }).$type<SharedSetup>().notNull().default({}),
    machine: text({ mode: 'json' }).$type<Machine>().notNull(),
    state: text({ enum: SWEEP_STATES }).notNull(),
    /**
     * Number of times it was begun; a writer that holds an older count has lost the sweep to another process.
     */
    runCount: integer('run_count').notNull(),
    /** The process that runs it, NULL when none does. */
    ownerPid: integer('owner_pid'),
    ownerHost: text('owner_host'),
    /** Identifies that process beyond its id; NULL if its system does not tell. */
    ownerBirth: text('owner_birth', { mode: 'json' }).$type<ProcessBirth>(),
    heartbeatAtMs: integer('heartbeat_at_ms'),
    /** The same moment in ms since the boot of the owner's machine; NULL if its system does not tell. */
    heartbeatUptimeMs: integer('heartbeat_uptime_ms'),
    createdAtMs: integer('created_at_ms').notNull(),
    /** Time of its last start. */
    startedAtMs: integer('started_at_ms').notNull(),
    endedAtMs: integer('ended_at_ms'),
    /** Whether the process that runs it starts no further trials for now. */
    paused: integer({ mode: 'boolean' }).notNull().default(false),
    /** The run cap that a request set, which replaces the spec's until the spec is edited. */
    raisedRunCap: integer('raised_run_cap'),
  },
  (table) => [
    index('sweeps_identity').on(table.identity),
    index('sweeps_name').on(table.name),
    oneOf('sweeps_state', table.state, SWEEP_STATES),
    oneOf('sweeps_metric_goal', table.metricGoal, ['maximize', 'minimize']),
    check('sweeps_owner', sql`(${table.state} = 'running') = (${table.ownerPid} IS NOT NULL)`),
    check('sweeps_ended', sql`(${table.state} = 'running') = (${table.endedAtMs} IS NULL)`),
  ],
);
