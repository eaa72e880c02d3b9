import { and, eq, ne, sql } from 'drizzle-orm';
import type { Orm } from '../database.ts';
import { files, outputs, resources } from '../schema.ts';
import type { ResourceSample, TrialAttempt, TrialFile } from '../store.ts';
import { findAttempt } from './attempt.ts';

/** Most bytes of all files that a trial hands in. */
export const MOST_FILE_BYTES = 64 * 2 ** 20;
/** Samples of a trial beyond this number are thinned to half of them. */
const MOST_SAMPLES = 2000;

/** Keeps a file of a running attempt and replaces one of the same path; false if there is no room for it. */
export function recordFile(
  orm: Orm,
  sweepId: number,
  trial: TrialAttempt,
  { path, content }: TrialFile,
): boolean {
  const found = findAttempt(orm, sweepId, trial);
  if (found?.state !== 'running') return false;
  const others = and(eq(files.trialId, found.id), ne(files.path, path));
  const { total } = orm
    .select({ total: sql<number>`coalesce(sum(length(${files.content})), 0)` })
    .from(files)
    .where(others)
    .get()!;
  if (total + content.byteLength > MOST_FILE_BYTES) return false;
  const stored = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  orm
    .insert(files)
    .values({ trialId: found.id, path, content: stored })
    .onConflictDoUpdate({ target: [files.trialId, files.path], set: { content: stored } })
    .run();
  return true;
}

/** Stores resource usage of a running attempt; of very many samples, every second one is kept. */
export function recordResources(
  orm: Orm,
  sweepId: number,
  trial: TrialAttempt,
  sample: ResourceSample,
): void {
  const found = findAttempt(orm, sweepId, trial);
  if (found?.state !== 'running') return;
  orm
    .insert(resources)
    .values({ trialId: found.id, ...sample })
    .run();
  const ofTrial = eq(resources.trialId, found.id);
  const { count } = orm.select({ count: sql<number>`count(*)` }).from(resources).where(ofTrial).get()!;
  if (count <= MOST_SAMPLES) return;
  orm.run(sql`DELETE FROM ${resources} WHERE ${resources.id} IN (
    SELECT id FROM (SELECT id, row_number() OVER (ORDER BY elapsed_ms) AS place FROM ${resources} WHERE ${ofTrial})
    WHERE place % 2 = 0)`);
}

/**
 * Deletes the output and resource usage of an earlier attempt; its files stay until others of the same path
 * replace them.
 */
export function forgetOutputs(orm: Orm, trialId: number): void {
  orm.delete(outputs).where(eq(outputs.trialId, trialId)).run();
  orm.delete(resources).where(eq(resources.trialId, trialId)).run();
}
