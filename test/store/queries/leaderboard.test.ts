import { describe, expect, test } from 'vitest';
import { mean } from '../../../src/metric/spread.ts';
import {
  bestTrial,
  countRows,
  type Database,
  equalBest,
  type LeaderboardRow,
  leaderboard,
} from '../../../src/store/index.ts';
import { begin, complete, database, epoch, fail, planned } from '../fixture.ts';

/** A sweep with one configuration for each list of accuracies of its replicates; null means failed. */
function sweepOf(accuracies: readonly (readonly (number | null)[])[], changes = {}): Database {
  const db = database();
  const sweep = begin(db, changes);
  const configurations = accuracies.map((_, i) => planned({ units: i + 1 }));
  const seeds = accuracies[0]!.map((_, i) => 7 + i);
  for (const [i, trial] of sweep.planTrials(configurations, seeds).entries()) {
    const accuracy = accuracies[Math.floor(i / seeds.length)]![i % seeds.length]!;
    if (accuracy === null) fail(sweep, trial);
    else complete(sweep, trial, accuracy);
  }
  return db;
}

const units = (rows: readonly LeaderboardRow[]) => rows.map(({ parameters }) => parameters.units);
const ranks = (rows: readonly LeaderboardRow[]) => rows.map(({ rank }) => rank);

describe('the leaderboard', () => {
  test('ranks configurations by the mean of their replicates at the last step', () => {
    const rows = leaderboard(
      sweepOf([
        [0.5, 0.7],
        [0.9, 0.1],
        [0.65, 0.65],
      ]),
      1,
    );
    expect(units(rows)).toEqual([3, 1, 2]);
    expect(ranks(rows)).toEqual([1, 2, 3]);
    expect(rows[1]).toMatchObject({
      sweep: 1,
      state: 'completed',
      metric: 'val_accuracy',
      goal: 'maximize',
      replicates: 2,
      trials: [1, 2],
      steps: 2,
      metrics: { test_accuracy: 0.8, test_loss: 0.5, latencyMs: 0.25 },
      facts: { parameterCount: 37 + 2 * 3, plannedSteps: 2 },
      durationMs: 2000,
      dataset: { name: 'fashion-mnist', synthetic: false, fingerprint: 'f00d' },
      validation: 'holdout',
    });
    expect(rows[1]!.mean).toBeCloseTo(0.6, 12);
    expect(rows[1]!.std).toBeCloseTo(Math.SQRT2 / 10, 12);
    expect(rows[0]).toMatchObject({ mean: 0.65, std: 0, metrics: { val_accuracy: 0.65 } });
  });

  test('has no spread for a single replicate', () => {
    expect(leaderboard(sweepOf([[0.5]]), 1)[0]).toMatchObject({ mean: 0.5, std: null, replicates: 1 });
  });

  test('ranks low values first where the goal is to minimize', () => {
    const db = sweepOf([[0.5], [0.9], [0.7]], { metric: { name: 'val_loss', goal: 'minimize' } });
    expect(units(leaderboard(db, 1))).toEqual([2, 3, 1]);
    expect(units(leaderboard(db, 1, { sort: 'mean' }))).toEqual([2, 3, 1]);
  });

  test('gives equal rows one rank, in the order of their trials, and leaves out as many after them', () => {
    const rows = leaderboard(sweepOf([[0.6], [0.7], [0.6], [0.7], [0.7], [0.5]]), 1);
    expect(units(rows)).toEqual([2, 4, 5, 1, 3, 6]);
    expect(ranks(rows)).toEqual([1, 1, 1, 4, 4, 6]);
    expect(equalBest(rows)).toBe(
      '3 configurations share rank 1: their val_accuracy is exactly the same. The first of them, trial 2, counts as the best.',
    );
    expect(equalBest(rows.slice(3))).toBeUndefined();
    expect([...countRows(rows).shared]).toEqual([
      [1, 3],
      [4, 2],
    ]);
    const db = sweepOf([[0.6], [0.7], [0.7]]);
    expect(bestTrial(db, 1)).toMatchObject({ number: 2 });
    expect(leaderboard(db, 1, { where: 'rank=1' })).toHaveLength(2);
  });

  test('tells means apart that differ less than is shown, and not those that rounding alone tells apart', () => {
    expect(ranks(leaderboard(sweepOf([[0.6], [0.6 + 1e-9]]), 1))).toEqual([1, 2]);
    const means = [
      [0.8801, 0.8805],
      [0.8803, 0.8803],
      [0.8796, 0.881],
    ];
    expect(new Set(means.map(mean)).size).toBe(2);
    expect(ranks(leaderboard(sweepOf(means), 1))).toEqual([1, 1, 1]);
  });

  test('ranks a failed configuration behind a sound one with the same mean', () => {
    const rows = leaderboard(
      sweepOf([
        [0.6, null],
        [0.6, 0.6],
      ]),
      1,
    );
    expect(rows.map(({ trials, rank }) => [trials[0], rank])).toEqual([
      [3, 1],
      [1, 2],
    ]);
  });

  test('never lets NaN or a failure win', () => {
    const db = sweepOf([
      [null, null],
      [0.1, 0.1],
      [0.99, null],
    ]);
    const rows = leaderboard(db, 1);
    expect(units(rows)).toEqual([2, 3, 1]);
    expect(rows.map(({ state, rank, mean }) => [state, rank, mean])).toEqual([
      ['completed', 1, 0.1],
      ['failed', 2, 0.99],
      ['failed', null, null],
    ]);

    const other = database();
    const sweep = begin(other);
    const [nan, poor] = sweep.planTrials([planned({ units: 1 }), planned({ units: 2 })], [7]);
    complete(sweep, nan!, Number.NaN);
    complete(sweep, poor!, 0.1);
    expect(leaderboard(other, 1).map(({ rank, mean }) => [rank, mean])).toEqual([
      [1, 0.1],
      [null, null],
    ]);
  });

  test('shows what runs and waits after the ranked rows, with its steps so far', () => {
    const db = database();
    const sweep = begin(db);
    const plan = [1, 2, 3, 4].map((n) => planned({ units: n }));
    const [queued, running, pruned, done] = sweep.planTrials(plan, [7]);
    sweep.startTrial(running!, 0);
    sweep.recordSteps([{ ...running!, ...epoch(1, 0.95) }]);
    sweep.startTrial(pruned!, 1);
    sweep.recordSteps([{ ...pruned!, ...epoch(1, 0.2) }]);
    sweep.endTrial(pruned!, { state: 'pruned' });
    complete(sweep, done!, 0.3);
    expect(queued!.state).toBe('queued');
    const rows = leaderboard(db, 1);
    expect(rows.map(({ state, rank, metrics }) => [state, rank, metrics.val_accuracy])).toEqual([
      ['completed', 1, 0.3],
      ['running', null, 0.95],
      ['queued', null, undefined],
      ['pruned', null, 0.2],
    ]);
    sweep.end('interrupted');
    expect(leaderboard(db, 1).map(({ state }) => state)).toEqual(['completed', 'queued', 'queued', 'pruned']);
  });

  test('by trial has a row for each replicate', () => {
    const rows = leaderboard(
      sweepOf([
        [0.5, 0.7],
        [0.9, 0.1],
      ]),
      1,
      { by: 'trial' },
    );
    expect(rows.map(({ trials, mean, std }) => [trials, mean, std])).toEqual([
      [[3], 0.9, null],
      [[2], 0.7, null],
      [[1], 0.5, null],
      [[4], 0.1, null],
    ]);
  });

  test('of a sweep that does not exist is an error', () => {
    expect(() => leaderboard(database(), 1)).toThrow(expect.objectContaining({ code: 'sweep_not_found' }));
  });

  test('of a sweep without trials is empty', () => {
    const db = database();
    begin(db);
    expect(leaderboard(db, 1)).toEqual([]);
  });
});

describe('filtering and sorting', () => {
  const db = () => sweepOf([[0.5], [0.9], [null], [0.7]]);

  test('keep the ranks of the whole sweep', () => {
    const rows = leaderboard(db(), 1, { where: 'units=1 or val_accuracy<0.8', sort: 'val_accuracy:asc' });
    expect(rows.map(({ parameters, rank }) => [parameters.units, rank])).toEqual([
      [1, 3],
      [4, 2],
    ]);
  });

  test('sort by any column, best first or as asked, with absent values last', () => {
    const by = (sort: string) => units(leaderboard(db(), 1, { sort }));
    expect(by('val_accuracy')).toEqual([2, 4, 1, 3]);
    expect(by('val_accuracy:asc')).toEqual([1, 4, 2, 3]);
    expect(by('val_loss')).toEqual([2, 4, 1, 3]);
    expect(by('units')).toEqual([1, 2, 3, 4]);
    expect(by('units:desc')).toEqual([4, 3, 2, 1]);
    expect(by('parameter_count:desc')).toEqual([4, 3, 2, 1]);
    expect(by('trial')).toEqual([1, 2, 3, 4]);
    expect(by('state')).toEqual([2, 4, 1, 3]);
  });

  test('limit the rows after all else', () => {
    expect(units(leaderboard(db(), 1, { sort: 'units:desc', limit: 2 }))).toEqual([4, 3]);
    expect(leaderboard(db(), 1, { limit: 0 })).toEqual([]);
  });

  test('compare lists, states and models', () => {
    const other = database();
    const sweep = begin(other);
    sweep.planTrials(
      [planned({ units: [5, 4] }), planned({ units: 5 }), planned({ filters: 2 }, 'cnn')],
      [7],
    );
    const found = (where: string) => leaderboard(other, 1, { where }).map(({ trials }) => trials[0]);
    expect(found('units=[5, 4]')).toEqual([1]);
    expect(found('model=cnn and state=queued')).toEqual([3]);
    expect(found('initializer=glorot_uniform and not model=cnn')).toEqual([1, 2]);
    expect(leaderboard(other, 1, { sort: 'units:desc' }).map(({ trials }) => trials[0])).toEqual([1, 2, 3]);
  });

  test('a wrong key or filter is an error that says what there is', () => {
    expect(() => leaderboard(db(), 1, { sort: 'speed' })).toThrow(
      expect.objectContaining({ code: 'filter_invalid', hint: expect.stringContaining('val_accuracy') }),
    );
    for (const sort of ['-val_accuracy', 'val_accuracy:falling']) {
      expect(() => leaderboard(db(), 1, { sort })).toThrow(
        expect.objectContaining({
          code: 'filter_invalid',
          message: `"${sort}" does not say how to sort.`,
          hint: expect.stringContaining('val_accuracy:desc'),
        }),
      );
    }
    expect(() => leaderboard(db(), 1, { sort: 'val_acuracy' })).toThrow(
      expect.objectContaining({ hint: 'Did you mean val_accuracy?' }),
    );
    expect(() => leaderboard(db(), 1, { where: 'optimiser=adam' })).toThrow(
      expect.objectContaining({ code: 'filter_invalid', hint: 'Did you mean optimizer?' }),
    );
  });
});
