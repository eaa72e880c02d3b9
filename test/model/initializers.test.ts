import { describe, expect, it } from 'vitest';
import { INITIALIZERS } from '../../src/model/initializers/index.ts';
import { Random } from '../../src/random.ts';

const FAN = { in: 300, out: 100 };
const SIZE = 200_000;

/** Keras's documented mean (0 if absent), variance and, where there is one, the largest distance from the mean. */
const EXPECTED: Readonly<Record<string, { mean?: number; variance: number; limit?: number }>> = {
  glorot_uniform: { variance: 2 / 400, limit: Math.sqrt(6 / 400) },
  glorot_normal: { variance: 2 / 400, limit: (2 * Math.sqrt(2 / 400)) / 0.87962566103423978 },
  he_uniform: { variance: 2 / 300, limit: Math.sqrt(6 / 300) },
  he_normal: { variance: 2 / 300, limit: (2 * Math.sqrt(2 / 300)) / 0.87962566103423978 },
  lecun_uniform: { variance: 1 / 300, limit: Math.sqrt(3 / 300) },
  lecun_normal: { variance: 1 / 300, limit: (2 * Math.sqrt(1 / 300)) / 0.87962566103423978 },
  random_uniform: { variance: 0.05 ** 2 / 3, limit: 0.05 },
  truncated_normal: { variance: (0.05 * 0.87962566103423978) ** 2, limit: 0.1 },
  random_normal: { variance: 0.05 ** 2 },
  zeros: { variance: 0, limit: 0 },
  ones: { mean: 1, variance: 0, limit: 0 },
};

describe('initializers', () => {
  it('are all held against Keras here', () => {
    expect(Object.keys(INITIALIZERS).sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(Object.keys(EXPECTED))('%s has the mean, variance and bounds that Keras documents', (name) => {
    const values = INITIALIZERS[name]!(SIZE, FAN, Random.of(1, name));
    const { mean = 0, variance, limit } = EXPECTED[name]!;
    let sum = 0;
    let squares = 0;
    let largest = 0;
    for (const value of values.map((drawn) => drawn - mean)) {
      sum += value;
      squares += value * value;
      largest = Math.max(largest, Math.abs(value));
    }
    const deviation = Math.sqrt(variance);
    expect(Math.abs(sum / SIZE)).toBeLessThanOrEqual(4 * (deviation / Math.sqrt(SIZE)));
    expect(Math.abs(squares / SIZE - variance)).toBeLessThanOrEqual(0.015 * variance);
    if (limit === undefined) return;
    expect(largest).toBeLessThanOrEqual(limit * (1 + 1e-6));
    expect(largest).toBeGreaterThanOrEqual(limit * 0.99);
  });
});
