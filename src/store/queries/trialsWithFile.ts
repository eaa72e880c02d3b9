import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { files, trials } from '../schema.ts';

/** More are found sooner by reading the whole sweep. */
const MOST_IDS = 500;

/** Those trials of a sweep by their ids: the last step of each, and the content of its file of that path, if it has one. */
export function trialsWithFile(
  db: Database,
  sweepId: number,
  path: string,
  ids: readonly number[],
): ReadonlyMap<number, { readonly lastStep: number | null; readonly content: Buffer | null }> {
  const rows = db.read((orm) =>
    orm
      .select({ id: trials.id, lastStep: trials.lastStep, content: files.content })
      .from(trials)
      .leftJoin(files, and(eq(files.trialId, trials.id), eq(files.path, path)))
      .where(ids.length > MOST_IDS ? eq(trials.sweepId, sweepId) : inArray(trials.id, [...ids]))
      .all(),
  );
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}
