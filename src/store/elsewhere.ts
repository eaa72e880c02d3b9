import { realpathSync } from 'node:fs';
import type { EarlierSweep } from './earlierSweeps.ts';
import { openDatabase } from './open.ts';
import { earlierSweep } from './queries/earlierSweep.ts';

/**
 * A sweep of another database, which is only read, and not brought up to date: whoever keeps it may have an
 * older version of sweep. Undefined if it has no such sweep.
 * @throws SweepError as `openDatabase`.
 */
export function earlierSweepElsewhere(path: string, nameOrId: string): EarlierSweep | undefined {
  const db = openDatabase(path, { readonly: true, asItIs: true });
  try {
    const found = db.read((orm) => earlierSweep(orm, nameOrId));
    return found && { ...found, isElsewhere: true };
  } finally {
    db.close();
  }
}

export function isSameFile(path: string, other: string): boolean {
  try {
    return realpathSync(path) === realpathSync(other);
  } catch {
    return false;
  }
}
