import { describe, expect, test } from 'vitest';
import { differenceInterval, type PairedTable } from '../../src/analysis/index.ts';

function table(both: number, onlyFirst: number, onlySecond: number, neither: number): PairedTable {
  return { both, onlyFirst, onlySecond, neither };
}

describe('the interval of the difference of two paired accuracies', () => {
  // Published: Newcombe, Statistics in Medicine 17 (1998), 2635–2650, method 10, to four places.
  test.each([
    [table(36, 12, 2, 0), 0.0569, 0.3404],
    [table(18, 12, 2, 18), 0.0562, 0.329],
    [table(53, 0, 0, 1), -0.0729, 0.0729],
    [table(0, 30, 0, 0), 0.8395, 1],
  ])('is the published one for %o', (paired, low, high) => {
    const interval = differenceInterval(paired);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  test('turns its sign with the order of the two', () => {
    const one = differenceInterval(table(8700, 320, 410, 570));
    const other = differenceInterval(table(8700, 410, 320, 570));
    expect(one.difference).toBeCloseTo(-0.009, 12);
    expect(one.low).toBeCloseTo(-other.high, 14);
    expect(one.high).toBeCloseTo(-other.low, 14);
  });

  // Wald's interval, difference ± z·√(b + c − (b − c)²/n) / n, is right for so many images.
  test('comes close to the normal approximation for ten thousand images', () => {
    const { low, high } = differenceInterval(table(8700, 320, 410, 570));
    const reach = (1.959963984540054 * Math.sqrt(730 - 90 ** 2 / 10_000)) / 10_000;
    expect(low).toBeCloseTo(-0.009 - reach, 4);
    expect(high).toBeCloseTo(-0.009 + reach, 4);
  });

  test('is narrow for classifiers that err together and wide for those that do not', () => {
    const together = differenceInterval(table(90, 0, 0, 10));
    const apart = differenceInterval(table(80, 10, 10, 0));
    expect(together.high).toBeLessThan(apart.high);
    expect(together.high - together.low).toBeGreaterThan(0);
  });

  test.each([
    table(10, 0, 0, 0),
    table(0, 0, 0, 10),
    table(0, 0, 10, 0),
    table(0, 5, 5, 0),
    table(5, 0, 0, 5),
  ])('stays within −1 and 1 for %o', (paired) => {
    const { low, difference, high } = differenceInterval(paired);
    expect(low).toBeGreaterThanOrEqual(-1);
    expect(low).toBeLessThanOrEqual(difference);
    expect(high).toBeGreaterThanOrEqual(difference);
    expect(high).toBeLessThanOrEqual(1);
  });
});
