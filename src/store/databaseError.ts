import { DatabaseLocked, type ErrorCode, fromWire, SweepError } from '../errors.ts';
import { lacksFilesNow } from '../openFiles.ts';
import { isSqliteError, type SqliteError } from './sqlite.ts';

interface Translation {
  readonly code: ErrorCode;
  readonly says: string;
  readonly hint: string;
}

/** SQLite's primary result codes. An extended code (`SQLITE_IOERR_SHMSIZE`) falls back to its first part. */
const TRANSLATIONS: Readonly<Record<string, Translation>> = {
  SQLITE_NOTADB: {
    code: 'database_unusable',
    says: 'is not a SQLite database; it was not touched',
    hint: 'Name another file with --db.',
  },
  SQLITE_CORRUPT: {
    code: 'database_unusable',
    says: 'is damaged',
    hint: 'Restore a copy, or save what is left with `sqlite3 FILE .recover`.',
  },
  SQLITE_FULL: {
    code: 'disk_full',
    says: 'cannot grow: the disk is full; what was committed before is kept',
    hint: 'Free some space and run the same command again: it goes on where it stopped.',
  },
  SQLITE_BUSY: {
    code: 'database_busy',
    says: 'is locked by another process',
    hint: 'Wait until that process is done, or name another file with --db.',
  },
  SQLITE_READONLY: {
    code: 'database_unusable',
    says: 'cannot be written: the file or its folder is read-only',
    hint: 'Name a file in a folder of yours with --db.',
  },
  SQLITE_CANTOPEN: {
    code: 'database_unusable',
    says: 'cannot be opened: the file or its folder is not accessible',
    hint: 'Check the permissions, or name another file with --db.',
  },
  SQLITE_IOERR: {
    code: 'database_unusable',
    says: 'cannot be read or written: the disk reports an error',
    hint: 'Check the disk; a network drive may not be able to hold a database.',
  },
};

const SAME_AS: Readonly<Record<string, string>> = {
  SQLITE_LOCKED: 'SQLITE_BUSY',
  SQLITE_PROTOCOL: 'SQLITE_BUSY',
  SQLITE_PERM: 'SQLITE_CANTOPEN',
  SQLITE_AUTH: 'SQLITE_CANTOPEN',
  /** The WAL's index cannot grow. */
  SQLITE_IOERR_SHMSIZE: 'SQLITE_FULL',
  /** The folder accepts no journal. */
  SQLITE_READONLY_DIRECTORY: 'SQLITE_READONLY',
};

/**
 * Translates SQLite's errors into ours, as the only place that does; any other error is returned unchanged.
 */
export function databaseError(error: unknown, path: string): unknown {
  const sqliteError = findSqliteError(error);
  if (sqliteError === undefined) return error;
  const primary = sqliteError.code.split('_').slice(0, 2).join('_');
  const translation = TRANSLATIONS[SAME_AS[sqliteError.code] ?? SAME_AS[primary] ?? primary];
  if (translation === undefined) {
    return new SweepError(
      'internal',
      `The database ${path} refused a statement (${sqliteError.code}: ${sqliteError.message}).`,
      undefined,
      error,
    );
  }
  const lack = translation === TRANSLATIONS.SQLITE_CANTOPEN ? lacksFilesNow() : undefined;
  if (lack) return fromWire(lack);
  const { code, says, hint } = translation;
  const message = `The database ${path} ${says} (${sqliteError.code}).`;
  if (code === 'database_busy') return new DatabaseLocked(message, hint, error);
  return new SweepError(code, message, hint, error);
}

/** The `SQLITE_…` code of an error or of its cause: drizzle wraps the errors of its queries. */
export function sqliteCode(error: unknown): string | undefined {
  return findSqliteError(error)?.code;
}

function findSqliteError(error: unknown): SqliteError | undefined {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (isSqliteError(each)) return each;
    if (each instanceof SweepError) return undefined;
  }
  return undefined;
}
