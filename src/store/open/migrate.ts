import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import { SweepError } from '../../errors.ts';
import { packageFile } from '../../package.ts';
import type { Connection } from '../sqlite.ts';
import { APPLICATION_ID, inspect } from './inspect.ts';
import { refuseUnderRun } from './refuseUnderRun.ts';

/**
 * Brings an empty or older database to this version, in one transaction that holds the write lock from its
 * start: of two processes that come at once, one applies the migrations and the other finds them applied, and
 * a crash leaves all or nothing. Drizzle's own `migrate` reads what is applied before it takes the lock.
 * @throws SweepError `database_busy` while an older version runs a sweep in it.
 */
export function migrate(sqlite: Connection, path: string, migrations: readonly MigrationMeta[]): void {
  const apply = sqlite.transaction(() => {
    const { version } = inspect(sqlite, path, migrations.length);
    if (version === migrations.length) return;
    if (version > 0) refuseUnderRun(sqlite, path, { from: version, to: migrations.length });
    sqlite.exec(
      'CREATE TABLE IF NOT EXISTS __drizzle_migrations (id INTEGER PRIMARY KEY, hash TEXT NOT NULL, created_at NUMERIC)',
    );
    // Writes a number with all its digits; SQLite's own functions do not.
    sqlite.function('json_number', { deterministic: true }, (value) => JSON.stringify(value));
    const note = sqlite.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)');
    for (const migration of migrations.slice(version)) {
      for (const statement of migration.sql) sqlite.exec(statement);
      note.run(migration.hash, migration.folderMillis);
    }
    sqlite.pragma(`application_id = ${APPLICATION_ID}`);
    sqlite.pragma(`user_version = ${migrations.length}`);
  });
  apply.immediate();
}

/** The migrations that ship with this version, oldest first. */
export function shippedMigrations(): readonly MigrationMeta[] {
  try {
    return readMigrationFiles({ migrationsFolder: packageFile('src/store/migrations') });
  } catch (cause) {
    throw new SweepError(
      'not_built',
      'The migrations of the database are missing from the package.',
      'Install sweep again.',
      cause,
    );
  }
}
