import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../../src/store/index.ts';

export * from './sweeps.ts';

/** A folder, removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A database in memory (or in a file), closed after the test. */
export function database(path = ':memory:'): Database {
  const db = openDatabase(path);
  onTestFinished(() => db.close());
  return db;
}
