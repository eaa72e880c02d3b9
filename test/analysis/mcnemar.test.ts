import { describe, expect, test } from 'vitest';
import { mcnemar } from '../../src/analysis/index.ts';

const pValue = (onlyFirst: number, onlySecond: number) =>
  mcnemar({ both: 8000, onlyFirst, onlySecond, neither: 500 });

describe("McNemar's exact test", () => {
  // Reference: 2·Σ C(n, i) / 2ⁿ from 40 digits with mpmath, and scipy 1.17.1, binomtest(min(b, c), b + c, 0.5).
  test.each([
    [5, 0, 0.0625],
    [10, 3, 0.09228515625],
    [121, 59, 4.434449263755177e-6],
    [300, 410, 4.161661741017694e-5],
    [400, 600, 2.728464156065947e-10],
    [2500, 2700, 0.0057814420391163164],
    [4800, 5200, 6.593515598672442e-5],
    [5000, 4000, 5.58140156701391e-26],
    [0, 1000, 1.8665272370064378e-301],
  ])('of %i against %i images', (b, c, expected) => {
    expect(pValue(b, c) / expected).toBeCloseTo(1, 10);
    expect(pValue(c, b)).toBe(pValue(b, c));
  });

  test('is 1 where nothing speaks for either', () => {
    expect(pValue(0, 0)).toBe(1);
    expect(pValue(1, 1)).toBe(1);
    expect(pValue(2000, 2000)).toBe(1);
    expect(pValue(1, 0)).toBe(1);
    expect(pValue(2, 1)).toBe(1);
  });

  test('is 0 where the chance is below the smallest number', () => {
    expect(pValue(0, 2000)).toBe(0);
  });
});
