import { readFileSync, statSync } from 'node:fs';
import { sqliteCode } from '../databaseError.ts';
import { type Connection, connect } from '../sqlite.ts';

/** A connection that may write; the file is created if it is missing. */
export function connectToWrite(path: string, busyTimeoutMs: number): Connection {
  return connect(path, { timeout: busyTimeoutMs });
}

/**
 * A connection that refuses every write. It opens the file for writing if it may: only such a connection can
 * tidy up the WAL that a killed process left behind. In a read-only place, where SQLite cannot keep the WAL's
 * index, a file without a WAL is read into memory.
 */
export function connectToRead(path: string, busyTimeoutMs: number): Connection {
  try {
    const sqlite = connect(path, { timeout: busyTimeoutMs, fileMustExist: true });
    return closeOnError(sqlite, () => {
      sqlite.pragma('query_only = ON');
      sqlite.pragma('schema_version');
      return sqlite;
    });
  } catch (error) {
    const inaccessible = /^SQLITE_(CANTOPEN|READONLY)/.test(sqliteCode(error) ?? '');
    if (!inaccessible || hasWal(path)) throw error;
    return snapshot(path, error);
  }
}

/** Runs an action on a connection, which is closed if the action fails. */
export function closeOnError<T>(sqlite: Connection, action: () => T): T {
  try {
    return action();
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/**
 * Bytes 18 and 19 of the header say whether the file uses a WAL (2) or not (1); see "Database File Format" of
 * SQLite, section 1.3.3.
 */
function snapshot(path: string, refusal: unknown): Connection {
  let image: Buffer;
  try {
    image = readFileSync(path);
  } catch {
    throw refusal;
  }
  image.fill(1, 18, 20);
  return connect(image, { readonly: true });
}

function hasWal(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
