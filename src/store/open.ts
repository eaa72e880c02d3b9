import { resolve } from 'node:path';
import { SweepError } from '../errors.ts';
import { Database } from './database.ts';
import { databaseError } from './databaseError.ts';
import { closeOnError, connectToRead, connectToWrite } from './open/connect.ts';
import { HeldFile } from './open/heldFile.ts';
import { inspect } from './open/inspect.ts';
import { migrate, shippedMigrations } from './open/migrate.ts';
import { checkPlace } from './open/place.ts';
import { retryBusy } from './open/retryBusy.ts';
import type { Connection } from './sqlite.ts';

/** Time that a statement waits for another process's transaction; the thread is blocked meanwhile. */
const BUSY_TIMEOUT_MS = 10_000;
/** The same for a thread that has other work; its caller tries again later. */
export const SHORT_BUSY_TIMEOUT_MS = 50;

export interface OpenOptions {
  /** For commands that only read: it never creates the file, and writing fails. */
  readonly readonly?: boolean;
  /** Refuses a file of an older version of sweep, which is brought up to date otherwise. */
  readonly asItIs?: boolean;
  /** Time that each statement may block the thread while another process has the file locked. */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens a database file, or a database in memory for `:memory:`. A file that is opened for writing is created
 * if it is missing and brought up to date; any number of processes may do so at once. A file that is not ours
 * stays unchanged, byte for byte.
 * @throws SweepError `database_unusable`, `database_newer`, `database_older`, `database_busy` or `disk_full`.
 */
export function openDatabase(path: string, options: OpenOptions = {}): Database {
  const place = path === ':memory:' ? path : resolve(path);
  if (place !== ':memory:') checkPlace(place, !options.readonly);
  const { busyTimeoutMs = BUSY_TIMEOUT_MS } = options;
  try {
    const sqlite = options.readonly ? openToRead(place, options) : openToWrite(place, busyTimeoutMs);
    if (place === ':memory:') return new Database(sqlite, place);
    return closeOnError(sqlite, () => {
      sqlite.pragma('schema_version');
      return new Database(sqlite, place, new HeldFile(place));
    });
  } catch (error) {
    throw databaseError(error, place);
  }
}

function openToWrite(path: string, busyTimeoutMs: number): Connection {
  const migrations = shippedMigrations();
  const sqlite = connectToWrite(path, busyTimeoutMs);
  return closeOnError(sqlite, () => {
    const { version } = inspect(sqlite, path, migrations.length);
    if (version < migrations.length) migrate(sqlite, path, migrations);
    retryBusy(busyTimeoutMs, () => sqlite.pragma('journal_mode = WAL'));
    sqlite.pragma('synchronous = NORMAL');
    sqlite.pragma('foreign_keys = ON');
    return sqlite;
  });
}

function openToRead(path: string, { busyTimeoutMs = BUSY_TIMEOUT_MS, asItIs }: OpenOptions): Connection {
  const { length } = shippedMigrations();
  const sqlite = connectToRead(path, busyTimeoutMs);
  const { version } = closeOnError(sqlite, () => inspect(sqlite, path, length));
  if (version === length) return sqlite;
  sqlite.close();
  if (version === 0) {
    throw new SweepError(
      'database_unusable',
      `The database ${path} is empty.`,
      'Run a sweep first (`sweep run SPEC`).',
    );
  }
  if (asItIs) {
    throw new SweepError(
      'database_older',
      `The database ${path} was written by an older version of sweep (its format is ${version}; this version reads ${length}); it was not touched.`,
      `Bring it up to date first: sweep ls --db ${path}`,
    );
  }
  openToWrite(path, busyTimeoutMs).close();
  return connectToRead(path, busyTimeoutMs);
}
