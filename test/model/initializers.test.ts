import { describe, expect, it } from 'vitest';
import { INITIALIZERS } from '../../src/model/initializers/index.ts';
import type { InitializerSettings } from '../../src/model/initializers/settings.ts';
import { Random } from '../../src/random.ts';

const FAN = { in: 300, out: 100 };
const SIZE = 200_000;

/** Keras's documented mean (0 if absent), variance and, if there is one, largest distance from the mean. */
interface Moments {
  readonly mean?: number;
  readonly variance: number;
  readonly limit?: number;
  readonly settings?: Omit<InitializerSettings, 'name'>;
}
const EXPECTED: Readonly<Record<string, Moments>> = {
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
  variance_scaling: { variance: 1 / 300, limit: (2 * Math.sqrt(1 / 300)) / 0.87962566103423978 },
  'variance_scaling with its own settings': {
    variance: 3 / 100,
    limit: Math.sqrt(9 / 100),
    settings: { scale: 3, mode: 'fan_out', distribution: 'uniform' },
  },
  'variance_scaling not truncated': {
    variance: 1 / 200,
    settings: { mode: 'fan_avg', distribution: 'untruncated_normal' },
  },
  'random_normal with its own spread': { variance: 0.3 ** 2, settings: { spread: 0.3 } },
  constant: { variance: 0, limit: 0 },
  'constant with a value': { mean: 0.25, variance: 0, limit: 0, settings: { value: 0.25 } },
  ones: { mean: 1, variance: 0, limit: 0 },
};

describe('initializers', () => {
  it('are all held against Keras here', () => {
    const held = Object.keys(EXPECTED).map((key) => key.split(' ')[0]!);
    expect(Object.keys(INITIALIZERS).sort()).toEqual([...new Set([...held, 'orthogonal'])].sort());
  });

  it.each(Object.entries(EXPECTED))(
    '%s has the mean, variance and bounds that Keras documents',
    (key, expected) => {
      const name = key.split(' ')[0]!;
      const settings = { name, ...expected.settings };
      const values = INITIALIZERS[name]!({ shape: [SIZE], fan: FAN }, Random.of(1, name), settings);
      const { mean = 0, variance, limit } = expected;
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
    },
  );

  it.each([
    ['high', [3, 3, 5, 12], 12],
    ['wide', [7, 20], 7],
  ] as const)(
    'orthogonal gives a %s matrix orthonormal columns or rows, times the gain',
    (_, shape, count) => {
      const settings = { name: 'orthogonal', gain: 2 };
      const values = INITIALIZERS.orthogonal!({ shape, fan: FAN }, Random.of(5), settings);
      const columns = shape.at(-1)!;
      const rows = values.length / columns;
      const vectors = Array.from({ length: count }, (_, index) =>
        rows >= columns
          ? Array.from({ length: rows }, (_, row) => values[row * columns + index]!)
          : [...values.subarray(index * columns, (index + 1) * columns)],
      );
      for (const [i, a] of vectors.entries()) {
        for (const [j, b] of vectors.entries()) {
          const product = a.reduce((sum, value, place) => sum + value * b[place]!, 0);
          expect(product).toBeCloseTo(i === j ? 4 : 0, 5);
        }
      }
    },
  );
});
