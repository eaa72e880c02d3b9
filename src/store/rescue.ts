import { existsSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Database } from './database.ts';
import { openDatabase } from './open.ts';

/** What became of a database whose path names it no longer, and where all of it is now. */
export interface Rescued {
  /** A sentence without its subject: `was removed`. */
  readonly fate: string;
  readonly path: string;
}

/**
 * Sees to it that all that a database holds is in a file with a name, and closes it. A file that was only renamed stays
 * where it is; of any other, a copy is made beside its old path or, where that folder is gone, elsewhere. Nothing
 * that is there is overwritten.
 * @throws SweepError where no copy can be made.
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

/** Empty where it was removed itself. */
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

/** The last connection leaves no WAL behind, where it knows the file by its present name. */
function tidy(path: string): void {
  try {
    openDatabase(path).close();
  } catch {
    // An empty WAL stays beside it, which the next one to open it takes away.
  }
}
