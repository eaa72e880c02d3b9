import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../src/random.ts';
import { DISTRIBUTIONS } from '../../src/space/index.ts';
import type { Definition } from '../../src/space/kind.ts';
import type { Distribution } from '../../src/space/space.ts';

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
const q = fc.oneof(fc.constantFrom(0.1, 0.25, 1, 2, 10), positive);
const ordered = (bound: fc.Arbitrary<number>) =>
  fc
    .tuple(bound, bound)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));
const values = fc.uniqueArray(fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.array(fc.integer())), {
  minLength: 1,
  maxLength: 6,
  selector: (value) => JSON.stringify(value),
});
const weighted = values.chain((list) =>
  fc
    .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: list.length, maxLength: list.length })
    .filter((weights) => weights.some((weight) => weight > 0.01))
    .map((weights) => {
      const sum = weights.reduce((total, weight) => total + weight, 0);
      return { values: list, probabilities: weights.map((weight) => weight / sum) };
    }),
);
const bell = fc.record({
  mu: fc.double({ min: -5, max: 5, noNaN: true }),
  sigma: fc.double({ min: 0.01, max: 3, noNaN: true }),
});
const shapes = fc.record({
  a: fc.double({ min: 1e-3, max: 20, noNaN: true }),
  b: fc.double({ min: 1e-3, max: 20, noNaN: true }),
});
const stepped = (definition: fc.Arbitrary<Definition>) =>
  fc.tuple(definition, q).map(([rest, step]) => ({ ...rest, q: step }));

const definitions: Readonly<Record<string, fc.Arbitrary<Definition>>> = {
  constant: values.map((list) => ({ value: list[0]! })),
  categorical: values.map((list) => ({ values: list })),
  categorical_w_probabilities: weighted,
  int_uniform: ordered(fc.integer()),
  uniform: ordered(number),
  q_uniform: stepped(ordered(number)),
  log_uniform_values: ordered(positive),
  inv_log_uniform_values: ordered(positive),
  q_log_uniform_values: stepped(ordered(positive)),
  normal: bell,
  q_normal: stepped(bell),
  log_normal: bell,
  q_log_normal: stepped(bell),
  beta: shapes,
  q_beta: stepped(shapes),
};

function build(name: string, definition: Definition): Distribution {
  return DISTRIBUTIONS.get(name)!.build(definition);
}

/** Sorted draws of a numeric distribution from a fixed seed. */
function draws(name: string, definition: Definition, count = 20_000): number[] {
  const distribution = build(name, definition);
  const random = Random.of(7, name);
  return Array.from({ length: count }, () => Number(distribution.sample(random))).sort((a, b) => a - b);
}

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.floor(share * (sorted.length - 1))]!;
const mean = (sample: readonly number[]) => sample.reduce((sum, draw) => sum + draw, 0) / sample.length;

it('every registered kind is tested', () => {
  expect([...DISTRIBUTIONS.keys()].sort()).toEqual(Object.keys(definitions).sort());
});

describe.each(Object.keys(definitions))('%s', (name) => {
  const definition = definitions[name]!;

  it('draws what it contains and places it in [0, 1]', () => {
    fc.assert(
      fc.property(definition, fc.nat(), (given, seed) => {
        const distribution = build(name, given);
        const random = Random.of(seed);
        for (let draw = 0; draw < 10; draw++) {
          const value = distribution.sample(random);
          expect(distribution.contains(value)).toBe(true);
          const place = distribution.encode(value);
          expect(place >= 0 && place <= 1).toBe(true);
          if (distribution.support?.integer) expect(Number.isInteger(value)).toBe(true);
        }
      }),
      { numRuns: 100, seed: 3 },
    );
  });

  it('gives back the value of a place', () => {
    fc.assert(
      fc.property(definition, fc.nat(), (given, seed) => {
        const distribution = build(name, given);
        const random = Random.of(seed);
        for (let draw = 0; draw < 10; draw++) {
          const value = distribution.sample(random);
          const place = distribution.encode(value);
          const back = distribution.decode(place);
          expect(distribution.contains(back)).toBe(true);
          if (!distribution.support || distribution.kind === 'int_uniform') expect(back).toEqual(value);
          // If draws of a beta distribution are almost 0 or 1, one number covers a wide range of places.
          const isCoarse = name.endsWith('beta') && Math.min(given.a ?? 1, given.b ?? 1) < 0.5;
          if (!isCoarse) expect(distribution.encode(back)).toBeCloseTo(place, 7);
          expect(distribution.contains(distribution.decode(random.uniform()))).toBe(true);
        }
        expect([0, 1].every((end) => distribution.contains(distribution.decode(end)))).toBe(true);
      }),
      { numRuns: 100, seed: 8 },
    );
  });

  it('draws the same from the same seed', () => {
    fc.assert(
      fc.property(definition, fc.nat(), (given, seed) => {
        expect(build(name, given).sample(Random.of(seed))).toEqual(
          build(name, given).sample(Random.of(seed)),
        );
      }),
      { numRuns: 30, seed: 4 },
    );
  });

  it('has a grid of distinct values that it contains, in rising places, or none', () => {
    fc.assert(
      fc.property(definition, fc.nat(), (given, seed) => {
        const distribution = build(name, given);
        const grid = distribution.grid();
        if (!grid) {
          expect(DISTRIBUTIONS.get(name)!.grid).toBe(false);
          return;
        }
        const size = Math.min(grid.size, 20);
        const shown = Array.from({ length: size }, (_, index) => grid.at(index));
        expect(new Set(shown.map((value) => JSON.stringify(value))).size).toBe(size);
        expect(shown.every((value) => distribution.contains(value))).toBe(true);
        const places = shown.map((value) => distribution.encode(value));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        if (grid.size > 20) return;
        expect(grid.size).toBeLessThanOrEqual(distribution.drawable);
        // W&B draws multiples of q, and its grids begin at min.
        if (name !== 'q_uniform') expect(shown).toContainEqual(distribution.sample(Random.of(seed)));
      }),
      { numRuns: 100, seed: 5 },
    );
  });

  it('gives back its definition with sorted keys', () => {
    fc.assert(
      fc.property(definition, (given) => {
        const plain = build(name, given).definition();
        expect(plain).toEqual({ ...given, distribution: name });
        expect(Object.keys(plain)).toEqual(Object.keys(plain).sort());
      }),
      { numRuns: 20, seed: 6 },
    );
  });
});

describe('draws follow the formula', () => {
  it('uniform: evenly between the bounds', () => {
    const sample = draws('uniform', { min: 2, max: 6 });
    expect(mean(sample)).toBeCloseTo(4, 1);
    expect([quantile(sample, 0.1), quantile(sample, 0.9)].map((value) => Math.round(value * 10))).toEqual([
      24, 56,
    ]);
  });

  it.each(['log_uniform_values', 'inv_log_uniform_values'])(
    '%s: a decade is as likely as the next',
    (name) => {
      const sample = draws(name, { min: 0.0001, max: 0.1 });
      expect(sample.filter((value) => value < 0.001).length / sample.length).toBeCloseTo(1 / 3, 1);
      expect(Math.log10(quantile(sample, 0.5))).toBeCloseTo(-2.5, 1);
    },
  );

  it('normal: mean, spread and tails', () => {
    const sample = draws('normal', { mu: 3, sigma: 2 });
    expect(mean(sample)).toBeCloseTo(3, 1);
    expect(Math.sqrt(mean(sample.map((value) => (value - 3) ** 2)))).toBeCloseTo(2, 1);
    expect(sample.filter((value) => value > 7).length / sample.length).toBeCloseTo(0.0228, 2);
  });

  it('log_normal: its logarithm is normal', () => {
    const sample = draws('log_normal', { mu: -5, sigma: 1 }).map(Math.log);
    expect(mean(sample)).toBeCloseTo(-5, 1);
    expect(quantile(sample, 0.8413)).toBeCloseTo(-4, 1);
  });

  it.each([
    [2, 5],
    [0.3, 0.7],
    [8, 1],
  ])('beta(%d, %d): mean and variance', (a, b) => {
    const sample = draws('beta', { a, b });
    const expected = a / (a + b);
    expect(mean(sample)).toBeCloseTo(expected, 2);
    expect(mean(sample.map((value) => (value - expected) ** 2))).toBeCloseTo(
      (a * b) / ((a + b) ** 2 * (a + b + 1)),
      2,
    );
  });

  it('int_uniform: both bounds as likely as the rest', () => {
    const sample = draws('int_uniform', { min: 1, max: 4 });
    for (const value of [1, 2, 3, 4])
      expect(sample.filter((draw) => draw === value).length / 20_000).toBeCloseTo(0.25, 1);
  });

  it('q_uniform: rounded without clipping, so the ends are half as likely', () => {
    const sample = draws('q_uniform', { min: 0, max: 1, q: 0.5 });
    expect(sample.filter((draw) => draw === 0).length / 20_000).toBeCloseTo(0.25, 1);
    expect(sample.filter((draw) => draw === 0.5).length / 20_000).toBeCloseTo(0.5, 1);
    expect(new Set(draws('q_uniform', { min: 1, max: 5, q: 4 }))).toEqual(new Set([0, 4]));
  });

  it('categorical_w_probabilities: as often as it says, and never with probability 0', () => {
    const sample = draws('categorical_w_probabilities', { values: [1, 2, 3], probabilities: [0.2, 0, 0.8] });
    expect(sample.filter((draw) => draw === 1).length / 20_000).toBeCloseTo(0.2, 1);
    expect(sample.includes(2)).toBe(false);
  });
});

/** Kolmogorov and Smirnov's distance of two sorted samples of one size. */
function distance(one: readonly number[], other: readonly number[]): number {
  const places = [...one, ...other].sort((a, b) => a - b);
  const share = (sample: readonly number[], place: number) => {
    let low = 0;
    let high = sample.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sample[middle]! <= place) low = middle + 1;
      else high = middle;
    }
    return low / sample.length;
  };
  return Math.max(...places.map((place) => Math.abs(share(one, place) - share(other, place))));
}

// At the level 0.001 the distance of two samples of 20,000 is below 1.95 · √(2 / 20,000).
it.each([
  ['uniform', { min: -3, max: 7 }],
  ['q_uniform', { min: 0, max: 1, q: 0.15 }],
  ['log_uniform_values', { min: 1e-4, max: 1 }],
  ['q_log_uniform_values', { min: 1, max: 100, q: 3 }],
  ['normal', { mu: 2, sigma: 3 }],
  ['q_normal', { mu: 0, sigma: 2, q: 0.5 }],
  ['log_normal', { mu: 0, sigma: 1 }],
  ['beta', { a: 0.5, b: 3 }],
  ['q_beta', { a: 2, b: 2, q: 0.1 }],
])('places drawn evenly become what %s draws', (name, definition) => {
  const distribution = build(name, definition);
  const random = Random.of(11, 'places');
  const decoded = Array.from({ length: 20_000 }, () => Number(distribution.decode(random.uniform())));
  expect(
    distance(
      decoded.sort((a, b) => a - b),
      draws(name, definition),
    ),
  ).toBeLessThan(0.0195);
});

describe('a grid', () => {
  const grid = (name: string, definition: Definition) => {
    const values = build(name, definition).grid()!;
    return Array.from({ length: values.size }, (_, index) => values.at(index));
  };

  it('is exact', () => {
    expect(grid('int_uniform', { min: -1, max: 2 })).toEqual([-1, 0, 1, 2]);
    expect(grid('q_uniform', { min: 0, max: 0.5, q: 0.1 })).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
    expect(grid('q_uniform', { min: 0.05, max: 0.45, q: 0.1 })).toEqual([0.05, 0.15, 0.25, 0.35]);
    expect(grid('q_uniform', { min: 1, max: 1.3, q: 0.1 })).toEqual([1, 1.1, 1.2]);
    expect(grid('categorical', { values: ['b', 'a', [1, 2]] })).toEqual(['b', 'a', [1, 2]]);
    expect(grid('constant', { value: true })).toEqual([true]);
  });

  it('of more values than memory holds is made on demand', () => {
    const values = build('q_uniform', { min: 0, max: 100, q: 1e-9 }).grid()!;
    expect(values.size).toBe(100_000_000_000);
    expect(values.at(99_999_999_999)).toBe(99.999999999);
  });
});

describe('a definition against the rules', () => {
  it.each([
    ['uniform', { min: 2, max: 1 }, 'min', 'must be less than max (1)'],
    ['int_uniform', { min: 1, max: 1 }, 'min', 'must be less than max (1)'],
    [
      'categorical_w_probabilities',
      { values: [1, 2], probabilities: [0.2, 0.2] },
      'probabilities',
      'must sum to 1 (these sum to 0.4)',
    ],
    [
      'categorical_w_probabilities',
      { values: [1, 2], probabilities: [1] },
      'probabilities',
      'must list one probability for each of the 2 values',
    ],
  ])('%s names the key and the rule', (name, definition, key, rule) => {
    expect(DISTRIBUTIONS.get(name)!.faults(definition)).toEqual([{ key, rule }]);
  });

  it('probabilities may be rounded thirds', () => {
    expect(
      DISTRIBUTIONS.get('categorical_w_probabilities')!.faults({
        values: [1, 2, 3],
        probabilities: [0.333, 0.333, 0.333],
      }),
    ).toEqual([]);
  });
});
