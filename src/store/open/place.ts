import { type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SweepError, systemCode } from '../../errors.ts';

const OTHER_FILE = 'Name another file with --db.';
/** No SQLite database is smaller. SQLite takes a file of one byte for an empty one and would overwrite it. */
const SMALLEST_BYTES = 512;

/**
 * Refuses a path that cannot hold a database before SQLite sees it, for a clearer message.
 * @throws SweepError `database_unusable` for a directory, a missing folder and, unless `create`, a missing file.
 */
export function checkPlace(path: string, create: boolean): void {
  const found = statsOf(path);
  if (found?.isDirectory()) throw unusable(`${path} is a directory, not a database file`, OTHER_FILE);
  if (found && !found.isFile()) throw unusable(`${path} is not a file`, OTHER_FILE);
  if (found && found.size > 0 && found.size < SMALLEST_BYTES) {
    throw unusable(`The file ${path} is not a SQLite database; it was not touched`, OTHER_FILE);
  }
  if (found) return;
  const folder = dirname(path);
  const parent = statsOf(folder);
  if (!parent)
    throw unusable(`The folder ${folder} does not exist`, 'Create it first, or name another file with --db.');
  if (!parent.isDirectory()) throw unusable(`${folder} is a file, not a folder`, OTHER_FILE);
  if (!create) {
    throw unusable(
      `There is no database ${path}`,
      'Run a sweep first (`sweep run SPEC`), or name the database with --db.',
    );
  }
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (cause) {
    if (systemCode(cause) === 'ENOTDIR') return undefined;
    throw unusable(`${path} cannot be inspected (${systemCode(cause)})`, 'Check the permissions.', cause);
  }
}

function unusable(says: string, hint: string, cause?: unknown): SweepError {
  return new SweepError('database_unusable', `${says}.`, hint, cause);
}
