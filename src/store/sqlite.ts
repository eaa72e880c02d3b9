import { createRequire } from 'node:module';
import type BetterSqlite from 'better-sqlite3';
import { BetterSQLiteSession } from 'drizzle-orm/better-sqlite3/session';
import { BaseSQLiteDatabase, SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import { SweepError } from '../errors.ts';

/** An open database file of better-sqlite3. */
export type Connection = BetterSqlite.Database;
export type Statement<Parameters extends unknown[], Row> = BetterSqlite.Statement<Parameters, Row>;

/** An error that SQLite itself reported; the code is `SQLITE_BUSY`, `SQLITE_IOERR_READ` and the like. */
export interface SqliteError extends Error {
  readonly code: string;
}

/** The query builder that queries of this room receive. */
export type Orm = BaseSQLiteDatabase<'sync', BetterSqlite.RunResult>;

/**
 * better-sqlite3 13 needs Node-API 10 and ships its binaries; Node 20 lacks that API and crashes. There,
 * version 12 is compiled (scripts/sqlite12.js), which in turn aborts Node 24.16 and later when a statement is
 * collected.
 */
const PACKAGE = Number(process.versions.napi) >= 10 ? 'better-sqlite3' : 'better-sqlite3-12';
const require = createRequire(import.meta.url);

/**
 * Opens a database file or, given its bytes, a copy of it in memory.
 * @throws SweepError `not_built` if SQLite is not there for this version of Node; otherwise SQLite's own
 * error.
 */
export function connect(file: string | Buffer, options: BetterSqlite.Options = {}): Connection {
  try {
    const Sqlite = require(PACKAGE) as typeof BetterSqlite;
    return new Sqlite(file, options);
  } catch (error) {
    if (isSqliteError(error) || error instanceof TypeError) throw error;
    throw new SweepError(
      'not_built',
      `SQLite is not installed for Node ${process.versions.node}.`,
      PACKAGE === 'better-sqlite3'
        ? "Run `npm ci` again with this Node, in sweep's folder (in a project of yours, `npm install`)."
        : 'Use Node 22 or later, or compile it: `npm run build` in a clone of sweep, `npm install better-sqlite3-12@npm:better-sqlite3@12` in a project of yours.',
      error,
    );
  }
}

export function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && error.name === 'SqliteError' && 'code' in error;
}

/**
 * Makes the same as `drizzle-orm/better-sqlite3`; that module would load better-sqlite3 itself, and always
 * the same version.
 */
export function queryBuilder(connection: Connection): Orm {
  const dialect = new SQLiteSyncDialect();
  return new BaseSQLiteDatabase(
    'sync',
    dialect,
    new BetterSQLiteSession(connection, dialect, undefined),
    undefined,
  );
}
