import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { openDatabase } from '../../src/store/index.ts';
import { migrate, shippedMigrations } from '../../src/store/open/migrate.ts';
import { birthOfThisProcess } from '../../src/store/processes.ts';
import { connect } from '../../src/store/sqlite.ts';
import { isStopped, showsProcesses } from '../helpers/processes.ts';
import { begin, temporaryFolder } from './fixture.ts';

const JPEG = Buffer.concat([Buffer.from('ffd8ffe000104a46494600010101', 'hex'), Buffer.alloc(4000, 0x5a)]);

function withSqlite(path: string, statements: string): void {
  const sqlite = connect(path);
  sqlite.exec(statements);
  sqlite.close();
}

function ask(path: string, pragma: string): unknown {
  const sqlite = connect(path, { readonly: true });
  const answer = sqlite.pragma(pragma, { simple: true });
  sqlite.close();
  return answer;
}

describe('a new database', () => {
  test('has all tables, WAL and our mark in its header', () => {
    const path = join(temporaryFolder(), 'runs.db');
    openDatabase(path).close();
    expect(ask(path, 'journal_mode')).toBe('wal');
    expect(ask(path, 'application_id')).toBe(0x73776570);
    expect(ask(path, 'user_version')).toBe(shippedMigrations().length);
    expect(ask(path, 'integrity_check')).toBe('ok');
  });

  test('keeps the rows of a curve side by side, without a hidden rowid', () => {
    const path = join(temporaryFolder(), 'runs.db');
    openDatabase(path).close();
    expect(() => withSqlite(path, 'SELECT rowid FROM history')).toThrow('no such column: rowid');
  });

  test('is one file again once it is closed', () => {
    const folder = temporaryFolder();
    openDatabase(join(folder, 'runs.db')).close();
    openDatabase(join(folder, 'runs.db'), { readonly: true }).close();
    expect(readdirSync(folder)).toEqual(['runs.db']);
  });

  test('may lie in an empty file that is there already', () => {
    const path = join(temporaryFolder(), 'runs.db');
    writeFileSync(path, '');
    const db = openDatabase(path);
    expect(begin(db).sweepId).toBe(1);
    db.close();
  });

  test('closes twice without harm', () => {
    const db = openDatabase(':memory:');
    db.close();
    db.close();
  });
});

describe('an older database', () => {
  function olderDatabase(): string {
    const path = join(temporaryFolder(), 'runs.db');
    const [first] = shippedMigrations();
    const note =
      'CREATE TABLE __drizzle_migrations (id INTEGER PRIMARY KEY, hash TEXT NOT NULL, created_at NUMERIC)';
    const marks = 'PRAGMA application_id = 0x73776570; PRAGMA user_version = 1';
    withSqlite(path, `${first!.sql.join(';')}; ${note}; ${marks}`);
    return path;
  }

  test.each([false, true])('is brought up to date when it is opened, readonly: %s', (readonly) => {
    const path = olderDatabase();
    openDatabase(path, { readonly }).close();
    expect(ask(path, 'user_version')).toBe(shippedMigrations().length);
  });

  /** Makes it a database of another version of sweep, which runs a sweep in the process with that id. */
  function runningDatabase(version: number, pid: number): string {
    const path = join(temporaryFolder(), 'runs.db');
    const sqlite = connect(path);
    migrate(sqlite, path, shippedMigrations().slice(0, version));
    sqlite.pragma('journal_mode = WAL');
    const row: Record<string, string | number> = {
      name: 'wide',
      state: 'running',
      owner_pid: pid,
      owner_host: hostname(),
      heartbeat_at_ms: Date.now(),
    };
    const columns = sqlite.pragma('table_info(sweeps)') as {
      name: string;
      notnull: 0 | 1;
      dflt_value: null;
    }[];
    if (columns.some(({ name }) => name === 'owner_birth')) {
      const ticks = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\) /, '').split(' ')[19];
      row.owner_birth = JSON.stringify({ ...birthOfThisProcess(), startTicks: Number(ticks) });
    }
    for (const { name, notnull, dflt_value } of columns) {
      if (notnull && dflt_value === null) row[name] ??= name === 'metric_goal' ? 'maximize' : 1;
    }
    const names = Object.keys(row);
    const values = names.map((name) => `@${name}`);
    sqlite.prepare(`INSERT INTO sweeps (${names}) VALUES (${values})`).run(row);
    sqlite.close();
    return path;
  }

  const newest = shippedMigrations().length;

  test.runIf(showsProcesses).each([1, newest - 1])(
    'stays at format %i while the version that made it runs a sweep in it, stopped or not',
    async (version) => {
      const run = spawn('sleep', ['1000']);
      await once(run, 'spawn');
      const path = runningDatabase(version, run.pid!);
      const says = `its format is ${version}; this version needs ${newest}.*the sweep wide \\(process ${run.pid}\\)`;
      const refusal = { code: 'database_busy', message: expect.stringMatching(says) };
      const refuses = () => {
        for (const readonly of [true, false])
          expect(() => openDatabase(path, { readonly })).toThrow(expect.objectContaining(refusal));
        expect(ask(path, 'user_version')).toBe(version);
      };
      refuses();
      run.kill('SIGSTOP');
      await vi.waitFor(() => expect(isStopped(run.pid!)).toBe(true));
      // The first version recorded no lasting name of the process: after a long silence, its id proves
      // nothing.
      if (version > 1) withSqlite(path, 'UPDATE sweeps SET heartbeat_at_ms = 1');
      refuses();
      run.kill('SIGKILL');
      await once(run, 'exit');
      openDatabase(path, { readonly: true }).close();
      expect(ask(path, 'user_version')).toBe(newest);
    },
  );
});

describe('what is refused and stays as it was, byte for byte', () => {
  const foreign = 'foreign.db';
  const cases: readonly (readonly [string, string, (path: string) => void])[] = [
    ['a JPEG', 'database_unusable', (path) => writeFileSync(path, JPEG)],
    ['a file of one byte', 'database_unusable', (path) => writeFileSync(path, 'x')],
    ['a short text', 'database_unusable', (path) => writeFileSync(path, 'hello\n')],
    [
      "another program's database",
      'database_unusable',
      (path) => withSqlite(path, 'CREATE TABLE cookies (a)'),
    ],
    [
      "another program's empty database",
      'database_unusable',
      (path) => withSqlite(path, 'PRAGMA application_id = 5'),
    ],
    [
      'a database of a newer version',
      'database_newer',
      (path) => {
        openDatabase(path).close();
        withSqlite(path, 'PRAGMA user_version = 999');
      },
    ],
  ];

  test.each(cases)('%s', (_name, code, make) => {
    for (const readonly of [false, true]) {
      const folder = temporaryFolder();
      const path = join(folder, foreign);
      make(path);
      const before = readFileSync(path);
      expect(() => openDatabase(path, { readonly })).toThrow(expect.objectContaining({ code }));
      expect(readFileSync(path).equals(before)).toBe(true);
      expect(readdirSync(folder)).toEqual([foreign]);
    }
  });
});

describe('places that cannot hold a database', () => {
  test('a directory, a missing folder and a path inside a file are named', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'file');
    writeFileSync(file, JPEG);
    mkdirSync(join(folder, 'directory'));
    expect(() => openDatabase(join(folder, 'directory'))).toThrow('is a directory');
    expect(() => openDatabase(join(folder, 'missing', 'runs.db'))).toThrow(
      /The folder .*missing does not exist/,
    );
    expect(() => openDatabase(join(file, 'runs.db'))).toThrow('is a file, not a folder');
    expect(() => openDatabase('/dev/null')).toThrow('is not a file');
  });

  test.runIf(process.platform === 'linux')('a folder that takes no files is a clear error', () => {
    expect(() => openDatabase('/proc/runs.db')).toThrow(
      expect.objectContaining({
        code: 'database_unusable',
        message: expect.stringContaining('not accessible'),
      }),
    );
  });

  test('reading a missing or empty file says to run a sweep first, and creates nothing', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'runs.db');
    const refusal = expect.objectContaining({
      code: 'database_unusable',
      hint: expect.stringContaining('Run a sweep first'),
    });
    expect(() => openDatabase(path, { readonly: true })).toThrow(refusal);
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(path, '');
    expect(() => openDatabase(path, { readonly: true })).toThrow(refusal);
    expect(readFileSync(path).length).toBe(0);
  });
});

describe('a database in use', () => {
  test('opens to read while another connection is in the middle of a write', () => {
    const path = join(temporaryFolder(), 'runs.db');
    const writer = openDatabase(path);
    const seen = writer.write(() => {
      const reader = openDatabase(path, { readonly: true });
      const token = reader.changeToken();
      reader.close();
      return token;
    });
    expect(seen).toBeTypeOf('string');
    writer.close();
  });

  test('what is opened to read takes no writes', () => {
    const path = join(temporaryFolder(), 'runs.db');
    openDatabase(path).close();
    const reader = openDatabase(path, { readonly: true });
    expect(() => begin(reader)).toThrow(expect.objectContaining({ code: 'database_unusable' }));
    reader.close();
  });

  test('tells by its change token that something was committed here or elsewhere', () => {
    const path = join(temporaryFolder(), 'runs.db');
    const writer = openDatabase(path);
    const reader = openDatabase(path, { readonly: true });
    const before = [writer.changeToken(), reader.changeToken()];
    expect([writer.changeToken(), reader.changeToken()]).toEqual(before);
    begin(writer);
    expect(writer.changeToken()).not.toBe(before[0]);
    expect(reader.changeToken()).not.toBe(before[1]);
    reader.close();
    writer.close();
  });

  test.runIf(canMount())('is readable from a read-only folder, and refuses to be written there', () => {
    const folder = temporaryFolder();
    const db = openDatabase(join(folder, 'runs.db'));
    begin(db);
    db.close();
    execFileSync('mount', ['--bind', folder, folder]);
    try {
      execFileSync('mount', ['-o', 'remount,bind,ro', folder]);
      const reader = openDatabase(join(folder, 'runs.db'), { readonly: true });
      expect(reader.changeToken()).toBeTypeOf('string');
      reader.close();
      expect(() => openDatabase(join(folder, 'runs.db'))).toThrow(
        expect.objectContaining({ code: 'database_unusable' }),
      );
      expect(() => openDatabase(join(folder, 'new.db'))).toThrow(
        expect.objectContaining({ code: 'database_unusable' }),
      );
    } finally {
      execFileSync('umount', [folder]);
    }
  });
});

/** Root in a machine of its own may; elsewhere the test is skipped. */
function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-mount-'));
  try {
    execFileSync('mount', ['--bind', folder, folder], { stdio: 'ignore' });
    execFileSync('umount', [folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
