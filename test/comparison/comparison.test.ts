import { describe, expect, it } from 'vitest';
import {
  compareWithFirst,
  comparisonWords,
  effortWords,
  type Trained,
  tuningEfforts,
} from '../../src/comparison/index.ts';
import type { Goal } from '../../src/metric/metric.ts';
import { Random } from '../../src/random.ts';
import type { LeaderboardRow } from '../../src/store/index.ts';

const IMAGES = 4000;
const CLASSES = ['shirt', 'bag', 'boot', 'coat'];
const TRUTH = Uint16Array.from({ length: IMAGES }, (_, image) => image % CLASSES.length);

const rowOf = (change: Partial<LeaderboardRow> = {}): LeaderboardRow =>
  ({
    metric: 'val_accuracy',
    goal: 'maximize' as Goal,
    mean: 0.9,
    state: 'completed',
    metrics: {},
    durationMs: 1000,
    ...change,
  }) as LeaderboardRow;

/** A network that is right on each class with that chance, trained with these seeds, each a little different. */
function network(name: string, recalls: readonly number[], seeds: readonly number[], spread = 0): Trained {
  const trainings = seeds.map((seed, index) => {
    const random = Random.of(seed, name);
    const luck = spread * ((index % 2) - 0.5);
    const predicted = TRUTH.map((label) =>
      random.uniform() < recalls[label]! + luck ? label : (label + 1) % CLASSES.length,
    );
    const metrics = { val_accuracy: recalls[0]! + luck };
    return {
      trialId: seed,
      number: seed,
      seed,
      metrics,
      durationMs: 1000,
      predicted,
      confidences: undefined,
    };
  });
  return { name, row: rowOf(), trainings, truth: TRUTH, classNames: CLASSES };
}

/** A program that reports a loss for each seed. */
function program(name: string, losses: readonly number[], change: Partial<LeaderboardRow> = {}): Trained {
  const trainings = losses.map((loss, index) => {
    const seed = index + 1;
    const metrics = { loss };
    return {
      trialId: seed,
      number: seed,
      seed,
      metrics,
      durationMs: 1,
      predicted: undefined,
      confidences: undefined,
    };
  });
  const row = rowOf({ metric: 'loss', goal: 'minimize', ...change });
  return { name, row, trainings, truth: undefined, classNames: [] };
}

const EVEN = [0.8, 0.9, 0.9, 0.9];
const SHIRTS = [0.95, 0.9, 0.9, 0.9];

describe('a comparison', () => {
  it('over seeds and images decides for the better one, in either order, and says what brings the gain', () => {
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
    const [better, worse] = [network('cnn', SHIRTS, seeds), network('ann', EVEN, seeds)];
    const [comparison] = compareWithFirst([better, worse]);
    expect(comparison).toMatchObject({
      basis: 'seeds and images',
      verdict: 'better',
      metric: 'test_accuracy',
      seeds: 8,
      images: IMAGES,
    });
    expect(comparison!.difference).toBeCloseTo(0.15 / 4, 2);
    expect(comparison!.classes.map(({ gain }) => gain).reduce((sum, gain) => sum + gain, 0)).toBeCloseTo(
      comparison!.difference,
      12,
    );
    const [turned] = compareWithFirst([worse, better]);
    expect(turned!.verdict).toBe('worse');
    expect(turned!.difference).toBeCloseTo(-comparison!.difference, 12);
    for (const each of [comparison!, turned!]) {
      const { verdict } = comparisonWords(each);
      expect(verdict).toMatch(
        /^On these 4,000 test images cnn is better than ann by [34]\.\d points \(95 % interval \d\.\d to \d\.\d; 8 seeds each\)\. Most of the gain is shirt\.$/,
      );
    }
  });

  it('does not decide where seeds differ more than the configurations, though the images alone would', () => {
    // Each seed's training is good or bad by chance, and the luck of the two is opposite.
    const [one, other] = [network('a', EVEN, [1, 2, 3], 0.08), network('b', EVEN, [1, 2, 3], -0.08)];
    const [comparison] = compareWithFirst([one, other]);
    expect(comparison!.bestPair!.pValue).toBeDefined();
    expect(comparison!.verdict).toBe('undecided');
    const { interval } = comparison!;
    expect(interval!.low).toBeLessThan(0);
    expect(interval!.high).toBeGreaterThan(0);
    expect(comparisonWords(comparison!).verdict).toMatch(
      /^These 4,000 test images and 3 seeds do not tell . and . apart: . is \d\.\d points ahead \(95 % interval −\d+\.\d to \d+\.\d\)\.$/,
    );
  });

  it('of one seed each speaks of two trained networks, by the test that the leaderboard uses', () => {
    const [comparison] = compareWithFirst([network('cnn', SHIRTS, [1]), network('ann', EVEN, [7])]);
    expect(comparison).toMatchObject({ basis: 'images', seeds: 1, verdict: 'better', bySeed: undefined });
    expect(comparison!.pValue).toBe(comparison!.bestPair!.pValue);
    expect(comparisonWords(comparison!).verdict).toContain('one seed each: others may differ');
  });

  it('of programs goes by their own metric and its goal', () => {
    const [comparison] = compareWithFirst([
      program('x=1', [0.1, 0.12, 0.11, 0.1], { durationMs: 4000 }),
      program('x=2', [0.3, 0.31, 0.33, 0.29]),
    ]);
    expect(comparison).toMatchObject({ basis: 'seeds', metric: 'loss', verdict: 'better', images: 0 });
    const { verdict, reasons } = comparisonWords(comparison!);
    expect(verdict).toBe(
      'By loss x=1 is better than x=2 by 0.2000 (95 % interval 0.1775 to 0.2225; 4 seeds each). It trains 4.0 times as long.',
    );
    expect(reasons.join(' ')).toContain('With the same seed x=1 is ahead of x=2 in 100 % of 4 pairs');
  });

  it('of one seed and no images says that it tells nothing', () => {
    const [comparison] = compareWithFirst([
      program('x=1', [0.1], { durationMs: 790 }),
      program('x=2', [0.3]),
    ]);
    expect(comparison).toMatchObject({ basis: 'nothing', verdict: 'undecided', interval: undefined });
    expect(comparisonWords(comparison!)).toEqual({
      verdict:
        'One seed tells nothing about x=1 and x=2: train them with more (`sweep confirm`, or `replicates` of the spec). ' +
        'x=1 trains 0.79 times as long as x=2.',
      reasons: [],
    });
  });

  it('of many is corrected, so that one in twenty is not found by chance', () => {
    const others = Array.from({ length: 20 }, (_, index) => network(`b${index}`, EVEN, [1 + index]));
    const compared = compareWithFirst([network('a', EVEN, [99]), ...others]);
    for (const { pValue, adjustedP } of compared) expect(adjustedP).toBeGreaterThanOrEqual(pValue!);
    expect(compared.filter(({ verdict }) => verdict !== 'undecided')).toEqual([]);
    expect(comparisonWords(compared[0]!, 20).reasons[0]).toMatch(/with Holm's correction for 20 comparisons/);
  });

  it('of equals is undecided, whatever it rests on', () => {
    const same = network('a', EVEN, [1, 2]);
    const [comparison] = compareWithFirst([same, { ...same, name: 'b' }]);
    expect(comparison).toMatchObject({ verdict: 'undecided', difference: 0, pValue: 1 });
    expect(comparisonWords(comparison!).verdict).toBe(
      'These 4,000 test images and 2 seeds do not tell a and b apart: they are equal (95 % interval 0.0 to 0.0).',
    );
  });
});

describe('the effort of groups', () => {
  const rows = (means: readonly (number | null)[], changes: Partial<LeaderboardRow> = {}) =>
    means.map((mean) => rowOf({ mean, ...changes }));

  it('is compared at the smallest budget, and one without a value never wins', () => {
    const [few, many] = tuningEfforts([rows([0.5, 0.7]), rows([0.4, 0.6, 0.8, null])]);
    expect(few).toMatchObject({ configurations: 2, withoutValue: 0, atEqualBudget: { n: 2, mean: 0.7 } });
    expect(many).toMatchObject({ configurations: 4, withoutValue: 1 });
    expect(many!.atEqualBudget!.mean).toBeCloseTo((3 * 0.8 + 2 * 0.6 + 0.4) / 6, 12);
  });

  it('counts what failed, diverged or was stopped, and nothing that goes on or was cancelled', () => {
    const ended = (['completed', 'failed', 'pruned'] as const).flatMap((state) => rows([null], { state }));
    const others = (['queued', 'running', 'cancelled'] as const).flatMap((state) => rows([null], { state }));
    const [effort] = tuningEfforts([[...rows([0.5]), ...ended, ...others]]);
    expect(effort).toMatchObject({ configurations: 4, withoutValue: 3 });
  });

  it('is told with what is missing', () => {
    const [adam, sgd] = tuningEfforts([rows([0.5, null, null]), rows([0.4])]);
    const named = [
      { name: 'adam', effort: adam! },
      { name: 'sgd', effort: sgd! },
    ];
    expect(effortWords(named, { name: 'val_accuracy', goal: 'maximize' }, 2)).toBe(
      'Configurations tried: adam in 3 (2 without a value) and sgd in 1. 2 hidden configurations are left out. ' +
        'Of 1 each, the highest val_accuracy is expected to be 0.4000 for sgd; so few of adam may all be without a value.',
    );
  });
});
