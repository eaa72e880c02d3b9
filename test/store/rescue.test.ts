import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase, rescue, trialHistory } from '../../src/store/index.ts';
import { connect } from '../../src/store/sqlite.ts';
import { begin, epoch, planned, temporaryFolder } from './fixture.ts';

/** A database with a running trial, and its backup from before the first epoch. */
function training() {
  const folder = join(temporaryFolder(), 'experiments');
  mkdirSync(folder);
  const path = join(folder, 'runs.db');
  const backup = join(folder, 'backup.db');
  const first = openDatabase(path);
  const [trial] = begin(first).planTrials([planned({})], [7]);
  first.close();
  copyFileSync(path, backup);
  const db = openDatabase(path);
  onTestFinished(() => db.close());
  const sweep = begin(db, { identity: 'another' });
  sweep.planTrials([planned({})], [7]);
  sweep.startTrial(trial!, 0);
  let epochs = 0;
  const advance = () => sweep.recordSteps([{ ...trial!, ...epoch(++epochs, 0.5) }]);
  advance();
  return { folder, path, backup, db, sweep, advance };
}

/** Number of epochs that a reader finds in a file. */
function epochsIn(path: string): number {
  const sqlite = connect(path, { fileMustExist: true });
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
  sqlite.close();
  const db = openDatabase(path);
  const { length } = trialHistory(db, 2);
  db.close();
  return length;
}

const move = (from: string, to: string, suffixes: readonly string[]) => {
  for (const suffix of suffixes) renameSync(from + suffix, to + suffix);
};

describe('a database that is written to', () => {
  test('is in place until its path names another file or none', () => {
    const { path, db, advance } = training();
    advance();
    expect(db.isInPlace()).toBe(true);
    renameSync(path, `${path}.old`);
    expect(db.isInPlace()).toBe(false);
  });

  test.each([[['']], [['', '-wal', '-shm']], [['', '-wal']]])(
    'is saved where it was removed (%j)',
    (suffixes) => {
      const { path, db, advance } = training();
      for (const suffix of suffixes) unlinkSync(path + suffix);
      advance();
      expect(rescue(db)).toEqual({ fate: 'was removed', path: `${path}.rescued` });
      expect(epochsIn(`${path}.rescued`)).toBe(2);
      expect(existsSync(path)).toBe(false);
      expect(existsSync(`${path}-wal`)).toBe(false);
    },
  );

  test('is saved beside what bears that name already', () => {
    const { path, db } = training();
    writeFileSync(`${path}.rescued`, 'mine');
    unlinkSync(path);
    expect(rescue(db).path).toBe(`${path}.rescued-2`);
    expect(readFileSync(`${path}.rescued`, 'utf8')).toBe('mine');
  });

  test.runIf(process.platform === 'linux').each([[['']], [['', '-wal']], [['', '-wal', '-shm']]])(
    'is whole under its new name where it was renamed (%j)',
    (suffixes) => {
      const { folder, path, db, advance } = training();
      const name = join(folder, 'mine.db');
      move(path, name, suffixes);
      advance();
      expect(rescue(db)).toEqual({ fate: `was renamed to ${name}`, path: name });
      expect(readdirSync(folder).sort()).toEqual(['backup.db', 'mine.db']);
      expect(epochsIn(name)).toBe(2);
    },
  );

  test.each([[['']], [['', '-wal', '-shm']]])(
    'leaves a backup that took its place as it is, byte for byte (%j)',
    (suffixes) => {
      const { path, backup, db, advance } = training();
      const bytes = readFileSync(backup);
      for (const suffix of suffixes.slice(1)) unlinkSync(path + suffix);
      renameSync(backup, path);
      advance();
      const { fate, path: rescued } = rescue(db);
      expect(fate).toBe('was replaced by another file');
      expect(readFileSync(path)).toEqual(bytes);
      expect(existsSync(`${path}-wal`)).toBe(false);
      expect(epochsIn(path)).toBe(0);
      expect(epochsIn(rescued)).toBe(2);
    },
  );

  test.runIf(process.platform === 'linux')('is whole under its new name where it is merely closed', () => {
    const { path, db } = training();
    renameSync(path, `${path}.old`);
    db.close();
    expect(existsSync(`${path}-wal`)).toBe(false);
    for (const suffix of ['-wal', '-shm']) rmSync(`${path}.old${suffix}`);
    expect(epochsIn(`${path}.old`)).toBe(1);
  });

  test("leaves the backup's own WAL, with what only that holds", () => {
    const { folder, path, db, advance } = training();
    const other = join(folder, 'other.db');
    const live = openDatabase(other);
    begin(live, { name: 'theirs' });
    for (const suffix of ['', '-wal']) copyFileSync(other + suffix, `${other}.copy${suffix}`);
    live.close();
    const wal = readFileSync(`${other}.copy-wal`);
    expect(wal.length).toBeGreaterThan(0);
    for (const suffix of ['-wal', '-shm']) unlinkSync(path + suffix);
    move(`${other}.copy`, path, ['', '-wal']);
    advance();
    expect(epochsIn(rescue(db).path)).toBe(2);
    expect(readFileSync(`${path}-wal`)).toEqual(wal);
  });

  test.runIf(process.platform === 'linux')('is whole in a folder that was renamed', () => {
    const { folder, db, advance } = training();
    renameSync(folder, `${folder}-2`);
    advance();
    const name = join(`${folder}-2`, 'runs.db');
    expect(rescue(db)).toEqual({ fate: `was renamed to ${name}`, path: name });
    expect(epochsIn(name)).toBe(2);
  });

  test('is saved elsewhere where its folder was removed', () => {
    const { folder, db, advance } = training();
    rmSync(folder, { recursive: true });
    advance();
    const { fate, path } = rescue(db);
    onTestFinished(() => rmSync(path));
    expect(fate).toBe('was removed');
    expect(dirname(path)).not.toBe(folder);
    expect(epochsIn(path)).toBe(2);
  });

  test('is whole again where only its WAL was taken away', () => {
    const { path, db, advance } = training();
    unlinkSync(`${path}-wal`);
    expect(db.isInPlace()).toBe(false);
    advance();
    expect(rescue(db).path).toBe(path);
    expect(epochsIn(path)).toBe(2);
  });
});
