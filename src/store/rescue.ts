import { existsSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Database } from './database.ts';
import { openDatabase } from './open.ts';

/** What happened to a database whose path no longer names it, and where all of its data is now. */
export interface Rescued {
  /** A sentence without its subject: `was removed`. */
  readonly fate: string;
  readonly path: string;
}

/**
 * Makes sure that all data of a database is in a file with a name, and closes it. A file that was only
 * renamed stays in place; any other is copied beside its old path or, if that folder is gone, elsewhere. No
 * existing file is overwritten.
 * @throws SweepError if no copy can be made.
 */
export function rescue(db: Database): Rescued {
  const { name } = db.fate();
  const fate = describe(db);
  if (name !== undefined && db.mergeInto(name)) {
    db.close();
    tidy(name);
    return { fate, path: name };
  }
  const path = copy(db);
  db.close();
  return { fate, path };
}

function describe(db: Database): string {
  const { atPath, name, isRenamed } = db.fate();
  if (isRenamed)
    return `was renamed to ${name}${atPath === 'another' ? ', and another put in its place' : ''}`;
  if (atPath === 'another') return 'was replaced by another file';
  if (atPath === 'nothing') return 'was removed';
  return 'lost the file beside it whose name ends in -wal';
}

function copy(db: Database): string {
  const folders = [dirname(db.path), workingFolder(), homedir(), tmpdir()].filter((folder) =>
    existsSync(folder),
  );
  for (const [i, folder] of folders.entries()) {
    const path = freeName(join(folder, `${basename(db.path)}.rescued`));
    try {
      db.copyTo(path);
      return path;
    } catch (error) {
      rmSync(path, { force: true });
      if (i === folders.length - 1) throw error;
    }
  }
  throw new Error('There is no folder to save the database in.');
}

/** Empty if the folder itself was removed. */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    return '';
  }
}

function freeName(path: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? path : `${path}-${n}`;
    if (!existsSync(name)) return name;
  }
}

/**
 * Opens and closes the file: the last connection removes the WAL if it knows the file by its present name.
 */
function tidy(path: string): void {
  try {
    openDatabase(path).close();
  } catch {
    // An empty WAL stays beside it; the next process that opens it removes the WAL.
  }
}
