import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../../src/export/data/excerpt.ts';
import { findSweep, leaderboard, networkTrial, trialHistory } from '../../../src/store/index.ts';
import { begin, complete, planned } from '../../store/fixture.ts';
import { excerpt, filled, NASTY_NAME, NASTY_NOTE, rowsOf, withoutTrials } from './filled.ts';

describe('the table trials', () => {
  it('has a row for each trial, whatever became of it, by number', () => {
    const rows = rowsOf(excerpt(filled(), 'trials'));
    expect(rows.map(({ trial }) => trial)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(rows.map(({ state }) => state)).toEqual([
      ...['completed', 'completed', 'completed', 'completed', 'failed', 'failed', 'completed', 'queued'],
    ]);
    expect(rows[4]).toMatchObject({
      reason_code: 'training_diverged',
      reason: 'The loss became NaN.',
      epochs_done: 0,
      val_accuracy: null,
    });
  });

  it('has what the database has of a trial, to the last bit', () => {
    const db = filled();
    const [row] = rowsOf(excerpt(db, 'trials'));
    const trial = networkTrial(db, 1)!;
    expect(row).toMatchObject({
      sweep: NASTY_NAME,
      sweep_id: 1,
      configuration: trial.configuration,
      model: 'ann',
      ...trial.parameters,
      seed: trial.seed,
      replicate: trial.replicate,
      epochs_done: trial.steps,
      loss: trial.loss,
      val_accuracy: trial.val_accuracy,
      test_accuracy: trial.test_accuracy,
      duration_ms: trial.durationMs,
      latency_ms: trial.latencyMs,
      latency_1000_ms: null,
      parameter_count: trial.parameterCount,
      flops: trial.flops,
      started_at: trial.startedAtMs,
      ended_at: trial.endedAtMs,
      fingerprint: trial.fingerprint,
      note: NASTY_NOTE.replace('\r\n', '\n'),
      tags: ['good', 'late'],
      dataset: 'fashion-mnist',
      synthetic: false,
    });
  });

  it('has a column for each parameter that any trial has, null where it has no effect', () => {
    const { table } = excerpt(filled(), 'trials');
    const rows = rowsOf(excerpt(filled(), 'trials'));
    expect(rows.map(({ momentum }) => momentum)).toEqual([0.5, 0.5, ...Array(6).fill(null)]);
    expect(rows.map(({ amsgrad }) => amsgrad)).toEqual([null, null, true, true, false, false, false, false]);
    expect(rows.map(({ filters }) => filters)).toEqual([null, null, 2, 2, null, null, null, null]);
    const types = Object.fromEntries(table.columns.map(({ name, type }) => [name, type]));
    expect(types).toMatchObject({
      learning_rate: 'double',
      amsgrad: 'boolean',
      optimizer: 'string',
      filters: 'int32',
      units: 'json',
      batch_size: 'int32',
    });
    expect(new Set(Object.keys(types)).size).toBe(table.columns.length);
  });

  it('has the rank that the configuration has on the leaderboard', () => {
    const db = filled();
    const ranks = new Map(leaderboard(db, 1).map(({ configuration, rank }) => [configuration, rank]));
    const rows = rowsOf(excerpt(db, 'trials'));
    expect(rows.map(({ rank }) => rank)).toEqual(
      rows.map(({ configuration }) => ranks.get(String(configuration))),
    );
    expect(rows.map(({ rank }) => rank)).toContain(1);
  });

  it.each([
    ['optimizer=sgd', [1, 2]],
    ['rank=1', [3, 4]],
    ['val_accuracy>0.85 and tag!=good', [3, 4]],
    ['tag=late', [1]],
    ['state=failed', [5, 6]],
    ['optimizer=lion', []],
  ])('takes the filter %s and keeps its columns', (where, numbers) => {
    const db = filled();
    const filtered = excerpt(db, 'trials', where);
    expect(rowsOf(filtered).map(({ trial }) => trial)).toEqual(numbers);
    expect(filtered.table.columns.map(({ name, type }) => [name, type])).toEqual(
      excerpt(db, 'trials').table.columns.map(({ name, type }) => [name, type]),
    );
  });

  it('refuses a filter of a column that there is not', () => {
    expect(() => excerpt(filled(), 'trials', 'optimiser=sgd')).toThrow('no column optimiser');
  });

  it('is of several sweeps with the parameters of all', () => {
    const db = filled();
    const other = begin(db, { name: 'other' });
    const [trial] = other.planTrials([planned({ optimizer: 'rmsprop', rho: 0.5 })], [7]);
    complete(other, trial!, 0.99);
    other.end('completed');
    const sweeps = [findSweep(db, '1'), findSweep(db, 'other')];
    const rows = rowsOf(excerptOf(db, { table: 'trials', sweeps }));
    expect(rows).toHaveLength(9);
    expect(rows[8]).toMatchObject({ sweep: 'other', sweep_id: 2, trial: 1, rank: 1, rho: 0.5, momentum: 0 });
    expect(rows[0]).toMatchObject({ sweep_id: 1, rho: null });
    expect(rowsOf(excerptOf(db, { table: 'epochs', sweeps, where: 'rank=1' }))).toHaveLength(6);
  });
});

describe('the table epochs', () => {
  it("has each trial's epochs as the database has them, with what varies beside them", () => {
    const db = filled();
    const source = excerpt(db, 'epochs');
    const rows = rowsOf(source);
    expect(rows).toHaveLength(11);
    const [first] = trialHistory(db, 3);
    const { step, durationMs, metrics, digest } = first!;
    expect(digest).toBe('a1'.repeat(32));
    expect(rows.find(({ trial }) => trial === 3)).toMatchObject({
      epoch: step,
      ...metrics,
      duration_ms: durationMs,
      digest,
      model: 'cnn',
      optimizer: 'adam',
      seed: 7,
    });
    expect(source.table.columns.map(({ name }) => name)).toEqual([
      ...[
        'sweep',
        'sweep_id',
        'trial',
        'epoch',
        'loss',
        'accuracy',
        'val_loss',
        'val_accuracy',
        'duration_ms',
        'digest',
      ],
      ...['configuration', 'model', 'optimizer', 'learning_rate', 'amsgrad', 'units'],
      ...['seed', 'validation', 'dataset', 'synthetic'],
    ]);
  });

  it('has null for a loss that was not finite', () => {
    const [row] = rowsOf(excerpt(filled(), 'epochs', 'trial=6'));
    expect(row).toMatchObject({ epoch: 1, loss: null, val_loss: null, val_accuracy: 0.1 });
  });

  it('has the epochs of the trials that pass a filter', () => {
    expect(rowsOf(excerpt(filled(), 'epochs', 'optimizer=sgd')).map(({ trial }) => trial)).toEqual([
      1, 1, 2, 2,
    ]);
  });

  it('reads a trial when its rows are asked for, not all of them before', () => {
    const db = filled();
    const { table } = excerpt(db, 'epochs');
    const rows = table.rows()[Symbol.iterator]();
    expect(rows.next().done).toBe(false);
    db.close();
    expect(rows.next().done).toBe(false);
    expect(() => rows.next()).toThrow();
  });
});

it.each(['trials', 'epochs'] as const)('an empty sweep has the columns of %s and no row', (name) => {
  const { table } = excerpt(withoutTrials(), name);
  expect([...table.rows()]).toEqual([]);
  expect(table.columns.map((column) => column.name)).toContain('val_accuracy');
});
