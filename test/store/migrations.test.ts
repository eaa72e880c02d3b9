import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { configurationHash } from '../../src/configuration.ts';
import {
  countDone,
  type Database,
  findSweep,
  leaderboard,
  listRequests,
  listSweeps,
  networkTrial,
  trialDetail,
  trialHistory,
} from '../../src/store/index.ts';
import { migrate, shippedMigrations } from '../../src/store/open/migrate.ts';
import { connect } from '../../src/store/sqlite.ts';
import { sweepIdentity } from '../../src/sweep/identity.ts';
import { planSweep } from '../../src/sweep/planSweep.ts';
import { canonicalSpec } from '../../src/sweepfile/canonical.ts';
import { tinyDataset } from '../helpers/tinyDataset.ts';
import { memory, runTiny, tinyWorkload } from '../sweep/tinySweep.ts';
import { specOf } from '../sweepfile/read.ts';
import { database, temporaryFolder } from './fixture.ts';

/**
 * A database of the version before trainables, when all trials were networks: two sweeps that it trained, one
 * of them cut off twice; one of odd values; and a deleted one.
 */
function released(): string {
  const path = join(temporaryFolder(), 'runs.db');
  const bytes = readFileSync(join(import.meta.dirname, 'fixtures/beforeTrainables.db.gz'));
  writeFileSync(path, gunzipSync(bytes));
  return path;
}

/** The images that the released sweeps trained on. */
const images = tinyDataset(90, 30);

type Row = Record<string, string | number | null>;

/** All rows of a table, in the order of SQLite. */
function rowsOf(path: string, table: string): Row[] {
  const sqlite = connect(path, { readonly: true });
  const rows = sqlite.prepare(`SELECT * FROM ${table}`).all() as Row[];
  sqlite.close();
  return rows;
}

function rename(row: Row, names: Record<string, string>): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [names[name] ?? name, value]));
}

describe('a database from before trainables', () => {
  let path: string;
  let before: Record<'sweeps' | 'configurations' | 'trials' | 'epochs', Row[]>;
  let others: Row[][];
  let db: Database;
  const KEPT = ['weights', 'predictions', 'labels', 'requests', 'trial_annotations'];

  beforeEach(() => {
    path = released();
    const tables = ['sweeps', 'configurations', 'trials', 'epochs'] as const;
    before = Object.fromEntries(tables.map((table) => [table, rowsOf(path, table)])) as typeof before;
    others = KEPT.map((table) => rowsOf(path, table));
    db = database(path);
  });

  test('keeps every value of every epoch to its last bit, of attempts that were given up, too', () => {
    const histories = new Map<string, unknown[]>();
    for (const { trial_id, attempt, epoch, duration_ms, ...metrics } of before.epochs) {
      const key = `${trial_id} ${attempt}`;
      const rows = histories.get(key) ?? [];
      rows.push({ step: epoch, metrics, durationMs: duration_ms });
      histories.set(key, rows);
    }
    expect(histories.size).toBeGreaterThan(before.trials.length / 2);
    for (const [key, rows] of histories) {
      const [trial, attempt] = key.split(' ').map(Number);
      expect(trialHistory(db, trial!, attempt)).toEqual(rows);
    }
    const total = db.read((orm) => orm.get<{ n: number }>('SELECT count(*) AS n FROM history'));
    expect(total.n).toBe(4 * before.epochs.length);
  });

  test('keeps every trial as it stands, with its final values', () => {
    const told = {
      val_loss: 'val_loss',
      latency_ms: 'latencyMs',
      epochs: 'steps',
      duration_ms: 'durationMs',
    };
    const same = ['number', 'state', 'attempt', 'crashes', 'seed', 'replicate', 'worker', 'fingerprint'];
    const measured = ['loss', 'accuracy', 'val_accuracy', 'test_loss', 'test_accuracy'];
    const gone = before.sweeps.at(-1)!.id;
    for (const row of before.trials.filter(({ sweep_id }) => sweep_id !== gone)) {
      const now = networkTrial(db, Number(row.id))! as unknown as Row;
      const state = row.state === 'running' ? 'queued' : row.state;
      const then = rename({ ...row, state: state! }, told);
      for (const name of [...same, ...measured, ...Object.values(told)])
        expect([name, now[name]]).toEqual([name, then[name]]);
      const ofAttempt = before.epochs.filter(
        ({ trial_id, attempt }) => trial_id === row.id && attempt === row.attempt,
      );
      expect(now.lastStep).toBe(ofAttempt.at(-1)?.epoch ?? null);
    }
    expect(
      rowsOf(path, 'trials').map(({ started_at_ms, ended_at_ms }) => [started_at_ms, ended_at_ms]),
    ).toEqual(before.trials.map(({ started_at_ms, ended_at_ms }) => [started_at_ms, ended_at_ms]));
  });

  test('keeps configurations under their hashes, with the model among their parameters', () => {
    const now = rowsOf(path, 'configurations');
    expect(now).toHaveLength(before.configurations.length);
    for (const [
      index,
      { model, parameters, parameter_count, flops, layers, ...same },
    ] of before.configurations.entries()) {
      const { parameters: stored, facts, details, ...rest } = now[index]!;
      expect(rest).toEqual(same);
      const configuration = JSON.parse(String(stored));
      expect(configuration).toEqual({ model, ...JSON.parse(String(parameters)) });
      expect(configurationHash(configuration)).toBe(same.hash);
      const plannedSteps = configuration.epochs;
      expect(JSON.parse(String(facts))).toEqual({ parameterCount: parameter_count, flops, plannedSteps });
      expect(JSON.parse(String(details))).toEqual({ layers: JSON.parse(String(layers)) });
    }
  });

  test('keeps what its sweeps share, and all else byte for byte', () => {
    const odd = findSweep(db, 'odd values');
    const { dataset, validation, engine } = before.sweeps[odd.id - 1]!;
    expect(odd.shared).toEqual({
      engine,
      dataset: JSON.parse(String(dataset)),
      validation: JSON.parse(String(validation)),
    });
    expect(odd).toMatchObject({
      rankedOn: 'test',
      dataset: { name: 'größe', classNames: ["it's", '"b"', '靴'] },
    });
    const kept = [
      'name',
      'spec_text',
      'spec_json',
      'identity',
      'seed',
      'machine',
      'created_at_ms',
      'run_count',
    ];
    const of = (rows: readonly Row[]) => rows.map((row) => kept.map((name) => row[name]));
    expect(of(rowsOf(path, 'sweeps'))).toEqual(of(before.sweeps));
    for (const [index, table] of KEPT.entries()) expect(rowsOf(path, table)).toEqual(others[index]);
    expect(listRequests(db, 2, 5)).toMatchObject([{ kind: 'raise_run_cap', answer: null }]);
  });

  test('ranks as it did', () => {
    const ranked = (sweep: number) =>
      leaderboard(db, sweep).map(({ rank, mean, state, trials }) => [rank, mean, state, trials]);
    expect(ranked(1)).toEqual([
      [1, 0.5666666666666667, 'completed', [3]],
      [2, 0.43333333333333335, 'completed', [1, 2]],
      [null, null, 'failed', [5, 6]],
      [null, null, 'failed', [7, 8]],
    ]);
    expect(ranked(2)).toEqual([
      [1, 0.9558561817936909, 'completed', [1]],
      [null, null, 'queued', [2]],
      [null, null, 'queued', [3]],
    ]);
    expect(ranked(3)).toEqual([
      [1, 1e21, 'completed', [1]],
      [null, null, 'queued', [4]],
      [null, null, 'queued', [5]],
      [null, null, 'pruned', [3]],
      [null, null, 'completed', [2]],
    ]);
    expect(listSweeps(db).map(({ name }) => name)).toEqual(['odd values', 'kept cnn', 'kept']);
  });

  test('is the same sweep to the same spec, which finds its trials done', async () => {
    const finished = findSweep(db, 'kept');
    const spec = specOf(finished.specText);
    expect(canonicalSpec(spec)).toBe(finished.specJson);
    const workload = tinyWorkload(spec, images);
    const configurations = planSweep(spec, workload).configurations.map((each) => each.configuration);
    const identity = sweepIdentity(spec, workload.identity);
    expect(countDone(db, identity, configurations, 2)).toEqual([2, 1, 0, 0]);

    // A request to try nine was still open.
    const cutOff = findSweep(db, 'kept cnn');
    const { end } = await runTiny(db, specOf(cutOff.specText), { images });
    expect(end).toMatchObject({
      sweepId: cutOff.id,
      state: 'completed',
      counts: { completed: 8, skipped: 1 },
    });
    const anew = memory();
    await runTiny(anew, { ...specOf(cutOff.specText), runCap: 9 }, { images });
    const tried = (from: Database, sweep: number) =>
      leaderboard(from, sweep, { sort: 'trial:asc' }).map((row) => [
        row.trials,
        row.configuration,
        row.facts,
      ]);
    expect(tried(db, cutOff.id)).toEqual(tried(anew, 1));
  });
});

/** The migration that made processes known by more than their ids. */
const BIRTHS = shippedMigrations().findIndex(({ sql }) => sql.some((each) => each.includes('owner_birth')));

test('a database from before clocks were mistrusted opens, without times that run backwards', () => {
  const path = join(temporaryFolder(), 'before.db');
  const before = connect(path);
  migrate(before, path, shippedMigrations().slice(0, BIRTHS));
  before.exec(`ATTACH '${released()}' AS later`);
  for (const table of ['sweeps', 'configurations', 'trials']) {
    const columns = before.pragma(`main.table_info(${table})`) as { name: string }[];
    const names = columns.map(({ name }) => name).join(', ');
    before.exec(`INSERT INTO main.${table} (${names}) SELECT ${names} FROM later.${table}`);
  }
  before.exec(`
    DROP TRIGGER main.trials_completed_is_final;
    DROP TRIGGER main.trials_failed_is_final;
    UPDATE main.sweeps SET ended_at_ms = started_at_ms - 86400000 WHERE id = 1;
    UPDATE main.trials SET ended_at_ms = started_at_ms - 86400000, duration_ms = -86400000
      WHERE sweep_id = 1 AND started_at_ms IS NOT NULL;
    CREATE TRIGGER main.trials_completed_is_final BEFORE UPDATE ON trials BEGIN SELECT 1; END;
    CREATE TRIGGER main.trials_failed_is_final BEFORE UPDATE ON trials BEGIN SELECT 1; END;
  `);
  before.close();

  const db = database(path);
  const { startedAtMs, endedAtMs } = findSweep(db, 'kept');
  expect(endedAtMs).toBe(startedAtMs);
  expect(listSweeps(db).at(-1)).toMatchObject({ trainingMs: 0, trials: { failed: 3, completed: 4 } });
  const trial = trialDetail(db, 1);
  expect(trial).toMatchObject({ durationMs: 0, endedAtMs: trial.startedAtMs });
});

/** The migration that addressed states by what they depend on. */
const ORIGINS = shippedMigrations().findIndex(({ sql }) =>
  sql.some((each) => each.includes('states_course')),
);

test('the state of a trial outlives the change of its table', () => {
  const path = released();
  const before = connect(path);
  migrate(before, path, shippedMigrations().slice(0, ORIGINS));
  before.exec("INSERT INTO states VALUES (1, 1, 7, 3, x'010203')");
  before.close();

  database(path).close();
  const state = { trial_id: 1, attempt: 1, step: 7, course: null, bytes: 3 };
  expect(rowsOf(path, 'states')).toMatchObject([state]);
});
