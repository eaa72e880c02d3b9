import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SweepError } from '../../src/errors.ts';
import { Database } from '../../src/store/database.ts';
import { databaseError } from '../../src/store/databaseError.ts';
import { leaderboard, openDatabase } from '../../src/store/index.ts';
import { connect } from '../../src/store/sqlite.ts';
import { begin, complete, planned, temporaryFolder } from './fixture.ts';

const sqliteError = (code: string) => Object.assign(new Error('oh'), { name: 'SqliteError', code });

describe("SQLite's errors become ours", () => {
  test.each([
    ['SQLITE_NOTADB', 'database_unusable'],
    ['SQLITE_CORRUPT_INDEX', 'database_unusable'],
    ['SQLITE_CANTOPEN_ISDIR', 'database_unusable'],
    ['SQLITE_PERM', 'database_unusable'],
    ['SQLITE_READONLY_DBMOVED', 'database_unusable'],
    ['SQLITE_IOERR_READ', 'database_unusable'],
    ['SQLITE_IOERR_SHMSIZE', 'disk_full'],
    ['SQLITE_FULL', 'disk_full'],
    ['SQLITE_BUSY_SNAPSHOT', 'database_busy'],
    ['SQLITE_LOCKED', 'database_busy'],
    ['SQLITE_CONSTRAINT_UNIQUE', 'internal'],
  ])('%s is %s', (code, ours) => {
    const wrapped = new Error('Failed query', { cause: sqliteError(code) });
    expect(databaseError(wrapped, 'runs.db')).toMatchObject({ code: ours, cause: wrapped });
  });

  test('and other errors stay what they are', () => {
    const ours = new SweepError('sweep_not_found', 'no');
    expect(databaseError(ours, 'runs.db')).toBe(ours);
    const defect = new TypeError('x is not a function');
    expect(databaseError(defect, 'runs.db')).toBe(defect);
  });
});

test('a damaged file is called damaged', () => {
  const path = join(temporaryFolder(), 'runs.db');
  const db = openDatabase(path);
  const sweep = begin(db);
  for (const trial of sweep.planTrials([planned({})], [7])) complete(sweep, trial, 0.5);
  db.close();
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0xa5, 8192));
  for (const readonly of [false, true]) {
    expect(() => leaderboard(openDatabase(path, { readonly }), 1)).toThrow(
      expect.objectContaining({ code: 'database_unusable', message: expect.stringContaining('is damaged') }),
    );
  }
});

test('a file that another process keeps locked is busy', () => {
  const path = join(temporaryFolder(), 'runs.db');
  const first = openDatabase(path);
  const impatient = new Database(connect(path, { timeout: 0 }), path);
  first.write(() => {
    expect(() => begin(impatient)).toThrow(expect.objectContaining({ code: 'database_busy' }));
  });
  impatient.close();
  first.close();
});
