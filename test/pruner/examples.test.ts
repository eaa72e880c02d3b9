import { describe, expect, it } from 'vitest';
import type { Curve } from '../../src/metric/curve.ts';
import type { Goal } from '../../src/metric/metric.ts';
import { extrapolate } from '../../src/pruner/forecast/extrapolate.ts';
import { chanceOfT } from '../../src/pruner/forecast/studentT.ts';
import { createPruner } from '../../src/pruner/index.ts';
import { parseEarlyTerminate } from '../../src/sweepfile/earlyTerminate/parse.ts';

const make = (text: string, goal: Goal = 'maximize', stepName = 'epoch') =>
  createPruner(parseEarlyTerminate(text, '--early-terminate'), { name: 'val_accuracy', goal }, stepName);

const curve = (values: readonly number[], gap = 1): Curve =>
  values.map((value, index) => ({ step: (index + 1) * gap, value }));

const peers = (curves: readonly Curve[]) => curves.map((each, at) => ({ trial: at + 1, curve: each }));

describe('hyperband, as W&B has it', () => {
  it.each([
    ['{type: hyperband, max_iter: 18, eta: 3, s: 2}', [2, 6]],
    ['{type: hyperband, max_iter: 81, eta: 3, s: 3}', [3, 9, 27]],
    ['{type: hyperband, max_iter: 5, s: 4}', [1]],
    ['{type: hyperband, min_iter: 3}', [3, 9, 27, 81]],
    ['{type: hyperband, min_iter: 3, eta: 1.5}', [3, 4, 6, 10, 15, 22, 34, 51, 76]],
    ['{type: hyperband, min_iter: 5, max_iter: 18, s: 2}', [2, 6]],
  ])('%s has the bands %j', (text, bands) => {
    expect(make(text).rungs(100)).toEqual(bands);
  });

  it('lets one more than a third go on, the judged trial counted', () => {
    const pruner = make('{type: hyperband, min_iter: 2}', 'minimize');
    const others = peers([10, 9, 8, 7, 6].map((value) => curve([20, value])));
    const judge = (value: number) =>
      pruner.judge({ trial: 9, curve: curve([20, value]), plannedSteps: 27 }, others);
    expect(judge(8)).toBeUndefined();
    expect(judge(8.5)).toBe(
      'After epoch 2 val_accuracy 8.5 was above 8, the best third of 6 trials at epoch 2.',
    );
  });

  it('takes the best value so far where it is not strict', () => {
    const judged = { trial: 3, curve: curve([9, 1]), plannedSteps: undefined };
    const others = peers([curve([2, 5]), curve([2, 9])]);
    expect(make('{type: hyperband, min_iter: 2, eta: 4}').judge(judged, others)).toMatch(/^After epoch 2/);
    expect(
      make('{type: hyperband, min_iter: 2, eta: 4, strict: false}').judge(judged, others),
    ).toBeUndefined();
  });

  it('counts values, whatever steps they are of', () => {
    const judged = { trial: 3, curve: curve([0.1, 0.2], 10), plannedSteps: undefined };
    const others = peers([curve([0.3, 0.4], 5), curve([0.3, 0.5], 5), curve([0.9], 20)]);
    expect(make('{type: hyperband, min_iter: 2}', 'maximize', 'step').judge(judged, others)).toBe(
      'After step 20 val_accuracy 0.2 was below 0.4, the best third of 3 trials after 2 values each.',
    );
  });
});

describe('the other rules', () => {
  it('asha keeps the best third, and at least one', () => {
    const pruner = make('asha');
    expect(pruner.rungs(30)).toEqual([1, 3, 9, 27]);
    expect(pruner.describe(15)).toBe('compared after epochs 1, 3 and 9; the best third go on');
    expect(pruner.judge({ trial: 2, curve: curve([0.4]), plannedSteps: 9 }, peers([curve([0.5])]))).toBe(
      'After epoch 1 val_accuracy 0.4 was below 0.5, the best third of 2 trials at epoch 1.',
    );
  });

  it('median compares the best value with running averages', () => {
    const pruner = make('{type: median, min_trials: 3}');
    const others = peers([curve([0.2, 0.4]), curve([0.4, 0.6]), curve([0.6, 0.8])]);
    const judge = (values: number[]) =>
      pruner.judge({ trial: 9, curve: curve(values), plannedSteps: 9 }, others);
    expect(judge([0.5, 0.1])).toBeUndefined();
    expect(judge([0.49, 0.1])).toBe(
      'Up to epoch 2 the best val_accuracy 0.49 was below 0.5, the median of what 3 other trials had on average up to there.',
    );
  });

  it('first keeps the best few', () => {
    const pruner = make('{type: first, epochs: 2, keep: 2}');
    const others = peers([curve([0.1, 0.9]), curve([0.1, 0.7])]);
    const judge = (value: number) =>
      pruner.judge({ trial: 9, curve: curve([0.1, value]), plannedSteps: 9 }, others);
    expect(judge(0.8)).toBeUndefined();
    expect(judge(0.6)).toMatch(/0\.6 was below 0\.7, the best 2 of 3 trials at epoch 2\.$/);
  });

  it('forecast follows a curve to its limit, and knows how sure it is', () => {
    const rising = curve(Array.from({ length: 8 }, (_, i) => 0.9 - 0.5 / (i + 1)));
    const { expected, chanceToReach } = extrapolate(rising, 100);
    expect(expected).toBeCloseTo(0.895, 2);
    expect(chanceToReach(0.8)).toBeGreaterThan(0.95);
    expect(chanceToReach(0.99)).toBeLessThan(0.05);
    expect(extrapolate(rising.slice(0, 3), 100).chanceToReach(0.95)).toBeGreaterThan(0.01);
    const { judge } = make('forecast');
    const judged = { trial: 2, curve: rising.map(({ step, value }) => ({ step, value: value - 0.3 })) };
    expect(judge({ ...judged, plannedSteps: 15 }, peers([rising]))).toMatch(
      /^After epoch 8 val_accuracy was 0\.5375 and is expected to be 0\.5\d+ by epoch 15: the chance to reach 0\.8375, the best of 1 other trial so far, is .* %, below 5 %\.$/,
    );
  });

  it("knows Student's t", () => {
    for (const [t, freedom, chance] of [
      [1, 1, 0.75],
      [2.919986, 2, 0.95],
      [2.353363, 3, 0.95],
      [-1.812461, 10, 0.05],
      [2.0930241, 19, 0.975],
    ] as const)
      expect(chanceOfT(t, freedom)).toBeCloseTo(chance, 6);
  });
});
