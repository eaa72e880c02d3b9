import { SweepError } from '../../errors.ts';
import type { Connection } from '../sqlite.ts';

/** "swep" in ASCII, in the header of every database of ours. */
export const APPLICATION_ID = 0x73776570;

/**
 * Number of migrations that a database has had (its `user_version`); 0 for an empty file. It only reads.
 * @throws SweepError `database_unusable` for a database of another program, `database_newer` for one of a
 * later version of sweep; a SQLite error if the file is no database.
 */
export function inspect(sqlite: Connection, path: string, known: number): { readonly version: number } {
  const { application, version, objects } = sqlite.transaction(() => header(sqlite)).deferred();
  if (objects === 0 && application === 0 && version === 0) return { version: 0 };
  if (application !== APPLICATION_ID) {
    throw new SweepError(
      'database_unusable',
      `The file ${path} is a SQLite database of another program; it was not touched.`,
      'Name another file with --db.',
    );
  }
  if (version > known) {
    throw new SweepError(
      'database_newer',
      `The database ${path} was written by a newer version of sweep (its format is ${version}; this version knows ${known}).`,
      'Update sweep, or name another file with --db.',
    );
  }
  return { version };
}

/** Must be read in one transaction: another process may be creating the database at this moment. */
function header(sqlite: Connection): { application: number; version: number; objects: number } {
  return {
    application: Number(sqlite.pragma('application_id', { simple: true })),
    version: Number(sqlite.pragma('user_version', { simple: true })),
    objects: Number(sqlite.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()),
  };
}
