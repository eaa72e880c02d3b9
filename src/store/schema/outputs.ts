import { sql } from 'drizzle-orm';
import { blob, check, index, integer, real, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import { trials } from './trials.ts';

const ofTrial = () =>
  integer('trial_id')
    .notNull()
    .references(() => trials.id, { onDelete: 'cascade' });

/**
 * The output of the program of a trial's current attempt, piece by piece. Ids ascend, so that a reader goes
 * on after the last piece that it saw. The middle of a long output is dropped; one piece in its place says
 * how much.
 */
export const outputs = sqliteTable(
  'outputs',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    trialId: ofTrial(),
    stream: text({ enum: ['stdout', 'stderr', 'cut'] }).notNull(),
    text: text().notNull(),
    bytes: integer().notNull(),
  },
  (table) => [
    index('outputs_trial').on(table.trialId, table.id),
    check('outputs_bytes', sql`${table.bytes} >= 0`),
  ],
);

/** Files that a trial's program handed in, such as images. */
export const files = sqliteTable(
  'files',
  {
    id: integer().primaryKey(),
    trialId: ofTrial(),
    /** Path with slashes, as it was handed in. */
    path: text().notNull(),
    content: blob({ mode: 'buffer' }).notNull(),
  },
  (table) => [unique('files_path').on(table.trialId, table.path)],
);

/** Samples of the resources that the processes of a trial's current attempt used. */
export const resources = sqliteTable(
  'resources',
  {
    id: integer().primaryKey(),
    trialId: ofTrial(),
    /** Time since the attempt began. */
    elapsedMs: real('elapsed_ms').notNull(),
    /** 100 is one core. */
    cpuPercent: real('cpu_percent'),
    memoryBytes: integer('memory_bytes'),
    gpuPercent: real('gpu_percent'),
    gpuMemoryBytes: integer('gpu_memory_bytes'),
  },
  (table) => [index('resources_trial').on(table.trialId, table.elapsedMs)],
);
