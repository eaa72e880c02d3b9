import { describe, expect, test } from 'vitest';
import { differenceInterval, type PairedTable } from '../../src/analysis/index.ts';

function table(both: number, onlyFirst: number, onlySecond: number, neither: number): PairedTable {
  return { both, onlyFirst, onlySecond, neither };
}

describe('the interval of the difference of two paired accuracies', () => {
  // Reference: Clopper and Pearson's interval of b of b + c by mpmath 1.3.0 in 30 digits, scaled by the share of such
  // images; for so many images, how far that share may be off adds less than a hundredth of a point to either end.
  test.each([
    [table(8700, 130, 100, 1070), 230, 0.49848599651572, 0.63024579111738],
    [table(8700, 320, 410, 570), 730, 0.40198903170924, 0.4752233287771],
  ])('follows from the exact interval of the images that one alone gets right, %o', (paired, n, from, to) => {
    const { low, high } = differenceInterval(paired);
    expect(low).toBeCloseTo(((2 * from - 1) * n) / 10_000, 3);
    expect(high).toBeCloseTo(((2 * to - 1) * n) / 10_000, 3);
  });

  test('is off by less than the confidence says, whatever the truth is', () => {
    const images = 30;
    const logFactorial = [0];
    for (let n = 1; n <= images; n++) logFactorial.push(logFactorial[n - 1]! + Math.log(n));
    const outcomes = Array.from({ length: images + 1 }, (_, b) =>
      Array.from({ length: images + 1 - b }, (_, c) => ({
        b,
        c,
        interval: differenceInterval(table(images - b - c, b, c, 0)),
      })),
    ).flat();
    for (const rate of [0.05, 0.2, 0.5, 0.9]) {
      for (const side of [0.5, 0.7, 0.95]) {
        const [first, second] = [rate * side, rate * (1 - side)];
        const held = outcomes.filter(
          ({ interval: { low, high } }) => low <= first - second && first - second <= high,
        );
        const chances = held.map(({ b, c }) => {
          const ways = logFactorial[images]! - logFactorial[b]! - logFactorial[c]!;
          const rest = images - b - c;
          return Math.exp(
            ways -
              logFactorial[rest]! +
              b * Math.log(first) +
              c * Math.log(second) +
              rest * Math.log(1 - rate),
          );
        });
        expect(chances.reduce((a, b) => a + b, 0)).toBeGreaterThan(0.95);
      }
    }
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
    expect(low).toBeCloseTo(-0.009 - reach, 3);
    expect(high).toBeCloseTo(-0.009 + reach, 3);
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
