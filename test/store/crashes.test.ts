import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSweepStore, type Database, type RunningSweep, trialDetail } from '../../src/store/index.ts';
import { shippedMigrations } from '../../src/store/open/migrate.ts';
import { thisProcess } from '../../src/store/ownership.ts';
import { connect } from '../../src/store/sqlite.ts';
import { MOST_CRASHES } from '../../src/store/store.ts';
import { begin, database, fail, planned, result, sweepStart, temporaryFolder } from './fixture.ts';

/** No process has this id: Linux assigns none above 4194304. */
const DEAD = { ...thisProcess(), pid: 4_999_999 };

function beginAs(owner: typeof DEAD, db: Database): RunningSweep {
  return createSweepStore(db, { owner }).beginSweep(sweepStart());
}

/** A sweep whose process dies that many times while it trains one trial. */
function crashes(db: Database, times: number) {
  for (let time = 0; time < times; time++) {
    const sweep = beginAs(DEAD, db);
    const [trial] = sweep.planTrials([planned({})], [7]);
    sweep.startTrial(trial!, 0);
  }
}

const plan = (sweep: RunningSweep) => sweep.planTrials([planned({}), planned({ units: 5 })], [7]);

/** A database of the version before crashes were counted, changed by `statements`. */
function databaseFromBefore(statements: string): string {
  const path = join(temporaryFolder(), 'runs.db');
  const all = shippedMigrations();
  const before = all.slice(
    0,
    all.findIndex(({ sql }) => sql.join().includes('`crashes`')),
  );
  const sqlite = connect(path);
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
    const sqlite = connect(path, { readonly: true });
    expect(sqlite.prepare('SELECT number, state, attempt, crashes FROM trials').all()).toEqual([
      { number: 1, state: 'completed', attempt: 1, crashes: 0 },
      { number: 2, state: 'queued', attempt: 4, crashes: 0 },
    ]);
    sqlite.close();
  });
});

describe('a process that dies while it trains', () => {
  test('is counted against the trials that ran, and not against those that waited', () => {
    const db = database();
    crashes(db, 2);
    expect(plan(begin(db))).toMatchObject([
      { state: 'queued', attempt: 3, crashes: 2 },
      { state: 'queued', attempt: 1, crashes: 0 },
    ]);
  });

  test('is counted from the last state that was kept: a long trial may be killed any number of times', () => {
    const db = database();
    for (let step = 1; step <= 2 * MOST_CRASHES; step++) {
      const sweep = beginAs(DEAD, db);
      const [trial] = sweep.planTrials([planned({})], [7]);
      expect(trial!.crashes).toBe(step === 1 ? 0 : 1);
      sweep.startTrial(trial!, 0);
      sweep.recordState(trial!, { step, content: new Uint8Array(8) });
    }
  });

  test('is not counted against trials that had been asked to stop', () => {
    const db = database();
    const sweep = beginAs(DEAD, db);
    const [trial] = plan(sweep);
    sweep.startTrial(trial!, 0);
    sweep.noteStop();
    expect(plan(begin(db))).toMatchObject([{ state: 'queued', attempt: 2, crashes: 0 }, { crashes: 0 }]);
    expect(trialDetail(db, 1).reason).toBeNull();
  });

  test('is not counted where the process lives and has only lost the sweep, or has given it up', () => {
    const db = database();
    const late = { now: () => 0, owner: { pid: process.pid, host: hostname() } };
    const lost = createSweepStore(db, late).beginSweep(sweepStart());
    lost.startTrial(plan(lost)[0]!, 0);
    const orderly = begin(db);
    const [trial] = plan(orderly);
    expect(trial).toMatchObject({ attempt: 2, crashes: 0 });
    orderly.startTrial(trial!, 0);
    orderly.end('interrupted');
    expect(plan(begin(db))[0]).toMatchObject({ attempt: 3, crashes: 0 });
  });

  test('leaves a failed trial one attempt when its sweep is run again', () => {
    const db = database();
    crashes(db, MOST_CRASHES);
    const sweep = begin(db);
    const [trial] = plan(sweep);
    expect(trial!.crashes).toBe(MOST_CRASHES);
    fail(sweep, trial!);
    sweep.end('completed');
    expect(plan(begin(db))[0]).toMatchObject({ state: 'queued', crashes: MOST_CRASHES - 1 });
  });

  test('leaves no reason on a trial that completes although it was asked to stop', () => {
    const db = database();
    const sweep = begin(db);
    const [trial] = plan(sweep);
    sweep.startTrial(trial!, 0);
    sweep.noteStop();
    expect(trialDetail(db, 1).reason).toMatchObject({ code: 'interrupted' });
    sweep.endTrial(trial!, { state: 'completed', result: result(trial!) });
    expect(trialDetail(db, 1)).toMatchObject({ state: 'completed', reason: null });
  });
});
