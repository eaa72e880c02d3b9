import { describe, expect, it } from 'vitest';
import { expectedBestAt } from '../../src/analysis/index.ts';
import type { Goal } from '../../src/metric/metric.ts';
import { Random } from '../../src/random.ts';

/** For every number of values. */
const expectedBest = (values: readonly number[], goal: Goal) =>
  expectedBestAt(
    values.map((_, index) => index + 1),
    values,
    goal,
  );

// Reference: the mean, and NumPy's quantiles with method 'inverted_cdf', of the best of all subsets of each size.
const VALUES = [0.71, 0.85, 0.6, 0.9, 0.82, 0.77];
const BEST: readonly [mean: number, low: number, high: number][] = [
  [0.775, 0.6, 0.9],
  [0.8406666666666668, 0.77, 0.9],
  [0.8665, 0.82, 0.9],
  [0.8813333333333334, 0.85, 0.9],
  [0.8916666666666667, 0.85, 0.9],
  [0.9, 0.9, 0.9],
];

describe('the expected best', () => {
  it('of n values is that of all sets of n of them', () => {
    for (const [index, { n, mean, band }] of expectedBest(VALUES, 'maximize').entries()) {
      expect(n).toBe(index + 1);
      expect(mean).toBeCloseTo(BEST[index]![0], 12);
      expect(band).toEqual({ low: BEST[index]![1], high: BEST[index]![2] });
    }
    const lowest = expectedBest(
      VALUES.map((value) => -value),
      'minimize',
    );
    expect(lowest.map(({ mean }) => -mean)).toEqual(expectedBest(VALUES, 'maximize').map(({ mean }) => mean));
    expect(lowest[1]!.band).toEqual({ low: -0.9, high: -0.77 });
  });

  it('is unbiased: few values give on average what many would', () => {
    const random = Random.of(1, 'best');
    let sum = 0;
    const rounds = 20_000;
    for (let round = 0; round < rounds; round++) {
      const values = Array.from({ length: 6 }, () => random.uniform());
      sum += expectedBest(values, 'maximize')[4]!.mean;
    }
    // The highest of five uniform numbers is 5/6 on average; with repetition it would come out near 0.80.
    expect(Math.abs(sum / rounds - 5 / 6)).toBeLessThan(0.004);
  });

  it('of thousands of values neither overflows nor rises by rounding beyond the best', () => {
    const all = expectedBest(
      Array.from({ length: 5000 }, (_, index) => index),
      'maximize',
    );
    expect(all[0]!.mean).toBeCloseTo(2499.5, 6);
    expect(all[2499]!.mean).toBeCloseTo((2500 * 5001) / 2501 - 1, 6);
    expect(all.at(-1)!.mean).toBeCloseTo(4999, 9);
  });

  it('of none is none', () => expect(expectedBest([], 'maximize')).toEqual([]));
});
