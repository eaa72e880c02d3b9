import { expect, it } from 'vitest';
import { type Check, compareWithFirst, comparisonChecks, onFreshSeeds } from '../../src/comparison/index.ts';
import type { Configuration } from '../../src/configuration.ts';
import type { LeaderboardRow, SweepInfo } from '../../src/store/index.ts';

const SPEC = {
  roles: { kind: 'scientific' },
  parameters: {
    kind: { distribution: 'categorical', values: ['a', 'b'] },
    rate: { distribution: 'log_uniform_values', min: 0.0001, max: 0.01 },
    units: { distribution: 'categorical', values: [16, 32, 64] },
    momentum: { distribution: 'uniform', min: 0.5, max: 0.99 },
    dropout: { distribution: 'uniform', min: 0, max: 0.5 },
  },
};
const SWEEP = {
  scientific: ['kind'],
  specJson: JSON.stringify(SPEC),
  trainable: 'program',
  method: 'random',
  metric: 'loss',
  goal: 'minimize',
  seed: 1,
  replicates: 1,
} as unknown as SweepInfo;

const INSIDE = { rate: 0.001, units: 32, momentum: 0.9, dropout: 0 };

interface Found {
  readonly losses: readonly number[];
  /** The losses of the best one by seed. */
  readonly seeds: readonly number[];
  readonly best?: Configuration;
}

function searched(kind: string, { losses, seeds, best = INSIDE }: Found) {
  const rows = losses.map((loss, index): LeaderboardRow => {
    const parameters = { kind, ...best };
    return { parameters, mean: loss, metric: 'loss', goal: 'minimize', trials: [index + 1] } as never;
  });
  const row = rows.toSorted((one, other) => one.mean! - other.mean!)[0]!;
  const trainings = seeds.map((loss, seed) => {
    const none = { predicted: undefined, confidences: undefined };
    return { trialId: seed, number: seed, seed: seed + 1, metrics: { loss }, durationMs: 1, ...none };
  });
  return { best: row, rows, trained: { name: kind, row, trainings, truth: undefined, classNames: [] } };
}

function checks(a: Found, b: Found): Check[] {
  const groups = [searched('a', a), searched('b', b)];
  return comparisonChecks(SWEEP, groups, compareWithFirst(groups.map(({ trained }) => trained)));
}

/** Losses that come ever closer to the least one. */
const tried = (count: number, least: number) =>
  Array.from({ length: count }, (_, index) => least + 0.01 * ((index * 7) % count));
const CLEAR = { losses: tried(40, 0.1), seeds: [0.1, 0.11, 0.1, 0.11, 0.1] };
const BEHIND = { losses: tried(40, 0.5), seeds: [0.5, 0.51, 0.49, 0.5, 0.5] };

it('finds nothing amiss in a clear answer', () => {
  const found = checks(CLEAR, BEHIND);
  expect(found.filter(({ ok }) => !ok)).toEqual([]);
  expect(new Set(found.map(({ about }) => about))).toEqual(new Set(['budget', 'boundary', 'gain', 'noise']));
  expect(found.map(({ text }) => text)).toContainEqual(
    expect.stringMatching(/^For b, .* behind, which is more\.$/),
  );
});

const doubts = (a: Found, b: Found) => checks(a, b).flatMap(({ ok, text }) => (ok ? [] : [text]));

it('says which optimum lies at a boundary, and where to extend it', () => {
  const best = { rate: 0.0098, units: 64, momentum: 0.985, dropout: 0 };
  expect(doubts({ ...CLEAR, best }, BEHIND)).toEqual([
    'The best rate of a, 0.0098, is at the upper end of its range 0.0001 to 0.01: a better one may lie beyond. Extend it, such as to 0.1.',
    'The best units of a, 64, is at the upper end of its values 16, 32, 64: a better one may lie beyond. Extend it, such as to 128.',
    'The best momentum of a, 0.985, is at the upper end of its range 0.5 to 0.99: a better one may lie beyond. Extend it, such as to 0.995.',
  ]);
  const low = { ...INSIDE, rate: 0.0001, units: 16 };
  expect(doubts(CLEAR, { ...BEHIND, best: low })).toEqual([
    expect.stringContaining('The best rate of b, 0.0001, is at the lower end of its range 0.0001 to 0.01'),
    expect.stringContaining('Extend it, such as to 8.'),
  ]);
});

it('doubts unequal budgets, too few trials, and a lead that more trials may turn', () => {
  expect(doubts({ ...CLEAR, losses: tried(12, 0.1) }, BEHIND)).toEqual([
    'The budgets are not alike: 12 of a and 40 of b were tried, and the larger number has the better chance.',
    'a has 12 configurations: from 20 on, they tell what more trials would gain.',
  ]);
  const close = { ...BEHIND, losses: tried(40, 0.1001) };
  expect(doubts(CLEAR, close)).toEqual([
    expect.stringMatching(/^For b, .* It is only .* behind: search longer/),
  ]);
});

it('doubts differences that seeds do not tell from noise, and a single seed', () => {
  expect(doubts(CLEAR, { ...BEHIND, seeds: [0.11, 0.1, 0.11, 0.1, 0.1] })).toEqual([
    expect.stringMatching(
      /^Another seed changes loss by about 0\.005\d .* apart, which these seeds do not tell/,
    ),
  ]);
  expect(doubts({ ...CLEAR, seeds: [0.1] }, BEHIND)).toEqual([
    'How much seeds alone change a and b is unknown: "finals: {seeds: 5}" trains each with five more.',
  ]);
});

it('compares on the seeds of the finals alone, if every value has them', () => {
  const [a, b] = [searched('a', CLEAR).trained, searched('b', BEHIND).trained];
  expect(onFreshSeeds(SWEEP, [a, b]).map(({ trainings }) => trainings.length)).toEqual([4, 4]);
  const lone = { ...b, trainings: b.trainings.slice(0, 1) };
  expect(onFreshSeeds(SWEEP, [a, lone])).toEqual([a, lone]);
  expect(onFreshSeeds({ ...SWEEP, scientific: [] }, [a, b])).toEqual([a, b]);
});
