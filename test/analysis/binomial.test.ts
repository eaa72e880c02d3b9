import { describe, expect, test } from 'vitest';
import { binomialAtMost, exactShareInterval } from '../../src/analysis/binomial.ts';

describe('the exact interval of a share', () => {
  // Reference: bisection on the sum of the binomial terms with mpmath 1.3.0 in 30 digits.
  test.each([
    [0, 20, 0, 0.16843347098308],
    [20, 20, 0.83156652901691, 1],
    [1, 29, 0.00087264688357992, 0.17764429548872],
    [15, 148, 0.057844010083448, 0.16165049034947],
    [81, 263, 0.25273674558527, 0.36762192260135],
    [4800, 10_000, 0.47016504851394, 0.48984660528013],
  ])('of %i of %i', (successes, trials, low, high) => {
    const interval = exactShareInterval(successes, trials);
    expect(interval.low).toBeCloseTo(low, 12);
    expect(interval.high).toBeCloseTo(high, 12);
  });
});

test('the tail of the binomial distribution is the sum of its terms', () => {
  // 0.7⁴ + 4·0.3·0.7³ + 6·0.3²·0.7²
  expect(binomialAtMost(2, 4, 0.3)).toBeCloseTo(0.9163, 12);
  expect(binomialAtMost(0, 4, 0.3)).toBeCloseTo(0.2401, 12);
});
