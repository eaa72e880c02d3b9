import { and, eq } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { files, trials } from '../schema.ts';

/** The trials of a sweep by their ids: the last step of each, and the content of its file of that path, if it has one. */
export function trialsWithFile(
  db: Database,
  sweepId: number,
  path: string,
): ReadonlyMap<number, { readonly lastStep: number | null; readonly content: Buffer | null }> {
  const rows = db.read((orm) =>
    orm
      .select({ id: trials.id, lastStep: trials.lastStep, content: files.content })
      .from(trials)
      .leftJoin(files, and(eq(files.trialId, trials.id), eq(files.path, path)))
      .where(eq(trials.sweepId, sweepId))
      .all(),
  );
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}
