import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { shippedMigrations } from '../../src/store/open/migrate.ts';
import { database, temporaryFolder } from './fixture.ts';

/** A database as the version before crashes were counted left it, with what `statements` put in it. */
function databaseFromBefore(statements: string): string {
  const path = join(temporaryFolder(), 'runs.db');
  const all = shippedMigrations();
  const before = all.slice(
    0,
    all.findIndex(({ sql }) => sql.join().includes('`crashes`')),
  );
  const sqlite = new Sqlite(path);
  sqlite.exec(before.flatMap(({ sql }) => sql).join(';'));
  sqlite.exec(
    'CREATE TABLE __drizzle_migrations (id INTEGER PRIMARY KEY, hash TEXT NOT NULL, created_at NUMERIC)',
  );
  sqlite.exec(statements);
  sqlite.pragma('application_id = 0x73776570');
  sqlite.pragma(`user_version = ${before.length}`);
  sqlite.close();
  return path;
}

const OLD_TRIALS = `
INSERT INTO sweeps (id, name, spec_text, spec_json, identity, method, metric_name, metric_goal, validation, seed,
  replicates, engine, dataset_name, dataset_fingerprint, dataset_synthetic, dataset, machine, state, run_count,
  created_at_ms, started_at_ms, ended_at_ms)
VALUES (1, 'old', '', '{}', 'old', 'grid', 'val_accuracy', 'maximize', '{}', 7, 1, 'onnx', 'd', 'f', 0, '{}', '{}',
  'interrupted', 1, 1, 1, 2);
INSERT INTO configurations (id, sweep_id, hash, model, parameters, parameter_count, flops, layers)
VALUES (1, 1, 'h', 'ann', '{}', 1, 1, '[]');
INSERT INTO trials (id, sweep_id, number, configuration_id, replicate, seed, state, attempt, epochs, ended_at_ms)
VALUES (1, 1, 1, 1, 0, 7, 'completed', 1, 1, 2), (2, 1, 2, 1, 1, 8, 'queued', 4, 0, NULL);
`;

describe('a database from before crashes were counted', () => {
  test('is brought up to date with no trial blamed', () => {
    const path = databaseFromBefore(OLD_TRIALS);
    database(path);
    const sqlite = new Sqlite(path, { readonly: true });
    expect(sqlite.prepare('SELECT number, state, attempt, crashes FROM trials').all()).toEqual([
      { number: 1, state: 'completed', attempt: 1, crashes: 0 },
      { number: 2, state: 'queued', attempt: 4, crashes: 0 },
    ]);
    sqlite.close();
  });
});
