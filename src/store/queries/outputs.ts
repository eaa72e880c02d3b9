import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { files, outputs, resources } from '../schema.ts';
import type { ResourceSample } from '../store.ts';

/** A piece of what a trial's program printed. */
export interface StoredOutput {
  readonly id: number;
  /** `cut` marks a gap of `bytes` in the middle. */
  readonly stream: 'stdout' | 'stderr' | 'cut';
  readonly text: string;
  readonly bytes: number;
}

/** The output of a trial's program after the piece of that id, in order; all of it after 0. */
export function trialOutput(db: Database, trialId: number, after = 0): StoredOutput[] {
  return db.read((orm) =>
    orm
      .select({ id: outputs.id, stream: outputs.stream, text: outputs.text, bytes: outputs.bytes })
      .from(outputs)
      .where(and(eq(outputs.trialId, trialId), gt(outputs.id, after)))
      .orderBy(asc(outputs.id))
      .all(),
  );
}

/** A file that a trial's program handed in, without its content. */
export interface StoredFile {
  readonly path: string;
  readonly bytes: number;
}

/** The files of a trial, by path. */
export function trialFiles(db: Database, trialId: number): StoredFile[] {
  return db.read((orm) =>
    orm
      .select({ path: files.path, bytes: sql<number>`length(${files.content})` })
      .from(files)
      .where(eq(files.trialId, trialId))
      .orderBy(asc(files.path))
      .all(),
  );
}

/** The content of the file of that path; undefined if there is none. */
export function trialFile(db: Database, trialId: number, path: string): Buffer | undefined {
  const found = and(eq(files.trialId, trialId), eq(files.path, path));
  return db.read((orm) => orm.select({ content: files.content }).from(files).where(found).get())?.content;
}

/** The first 16 bytes of each file of a trial that has at most `mostBytes`, by its path. */
export function fileBeginnings(
  db: Database,
  trialId: number,
  mostBytes: number,
): ReadonlyMap<string, Buffer> {
  const small = sql`length(${files.content}) <= ${mostBytes}`;
  const rows = db.read((orm) =>
    orm
      .select({ path: files.path, beginning: sql<Buffer>`substr(${files.content}, 1, 16)` })
      .from(files)
      .where(and(eq(files.trialId, trialId), small))
      .all(),
  );
  return new Map(rows.map(({ path, beginning }) => [path, beginning]));
}

/** The resources that the processes of a trial used, by time. */
export function trialResources(db: Database, trialId: number): ResourceSample[] {
  return db.read((orm) =>
    orm
      .select({
        elapsedMs: resources.elapsedMs,
        cpuPercent: resources.cpuPercent,
        memoryBytes: resources.memoryBytes,
        gpuPercent: resources.gpuPercent,
        gpuMemoryBytes: resources.gpuMemoryBytes,
      })
      .from(resources)
      .where(eq(resources.trialId, trialId))
      .orderBy(asc(resources.elapsedMs))
      .all(),
  );
}
