import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../src/configuration.ts';
import { bayes } from '../../src/sampler/bayes/bayes.ts';
import { START } from '../../src/sampler/bayes/propose.ts';
import { random } from '../../src/sampler/random.ts';
import { sobolDesign } from '../../src/sampler/sobolDesign.ts';
import { normalCumulative } from '../../src/space/normalProbability.ts';
import { spec } from './specs.ts';

const DRAWS = 2000;

/** The probability of a value up to the given one, by the formula. */
type Cumulative = (value: number) => number;

const uniform =
  (min: number, max: number): Cumulative =>
  (value) =>
    Math.min(1, Math.max(0, (value - min) / (max - min)));
const logUniform =
  (min: number, max: number): Cumulative =>
  (value) =>
    value <= 0 ? 0 : uniform(Math.log(min), Math.log(max))(Math.log(value));
const normal =
  (mu: number, sigma: number): Cumulative =>
  (value) =>
    normalCumulative((value - mu) / sigma);
const logNormal =
  (mu: number, sigma: number): Cumulative =>
  (value) =>
    value <= 0 ? 0 : normal(mu, sigma)(Math.log(value));
/** The cumulative distribution of Beta(2, 3): ∫ 12 x (1 − x)². */
const beta23: Cumulative = (value) => {
  const x = Math.min(1, Math.max(0, value));
  return 6 * x ** 2 - 8 * x ** 3 + 3 * x ** 4;
};

const CONTINUOUS: Readonly<Record<string, readonly [definition: string, cumulative: Cumulative]>> = {
  uniform: ['{min: -2.0, max: 3.0}', uniform(-2, 3)],
  inv_log_uniform_values: [
    '{distribution: inv_log_uniform_values, min: 0.001, max: 10}',
    logUniform(0.001, 10),
  ],
  log_uniform_values: ['{distribution: log_uniform_values, min: 0.001, max: 10}', logUniform(0.001, 10)],
  normal: ['{distribution: normal, mu: 1, sigma: 2}', normal(1, 2)],
  log_normal: ['{distribution: log_normal, mu: 0, sigma: 0.5}', logNormal(0, 0.5)],
  beta: ['{distribution: beta, a: 2, b: 3}', beta23],
};

/**
 * Distributions whose values are rounded to a step, with that step; the cells at the ends of a range are
 * smaller.
 */
const QUANTISED: Readonly<Record<string, readonly [definition: string, cumulative: Cumulative, q: number]>> =
  {
    q_uniform: ['{distribution: q_uniform, min: 0, max: 2, q: 0.25}', uniform(0, 2), 0.25],
    q_log_uniform_values: [
      '{distribution: q_log_uniform_values, min: 1, max: 40, q: 4}',
      logUniform(1, 40),
      4,
    ],
    q_normal: ['{distribution: q_normal, mu: 0, sigma: 2, q: 1}', normal(0, 2), 1],
    q_log_normal: ['{distribution: q_log_normal, mu: 1, sigma: 0.5, q: 1}', logNormal(1, 0.5), 1],
    q_beta: ['{distribution: q_beta, a: 2, b: 3, q: 0.1}', beta23, 0.1],
  };

const LISTED: Readonly<
  Record<string, readonly [definition: string, shares: Readonly<Record<string, number>>]>
> = {
  int_uniform: ['{min: -1, max: 3}', { '-1': 0.2, 0: 0.2, 1: 0.2, 2: 0.2, 3: 0.2 }],
  categorical: ['[red, green, blue]', { red: 1 / 3, green: 1 / 3, blue: 1 / 3 }],
  numbers: ['[1, 10, 100, 1000]', { 1: 0.25, 10: 0.25, 100: 0.25, 1000: 0.25 }],
  weighted: ['{values: [a, b, c], probabilities: [0.7, 0.1, 0.2]}', { a: 0.7, b: 0.1, c: 0.2 }],
};

/** Draws all distributions at once; because some are continuous, no configuration repeats by chance. */
const drawn = (method: string, seed = 5) =>
  spec(`program: train.py
method: ${method}
seed: ${seed}
run_cap: ${DRAWS}
metric: {name: loss, goal: minimize}
parameters:
${[CONTINUOUS, QUANTISED, LISTED]
  .flatMap((kinds) => Object.entries(kinds))
  .map(([name, [definition]]) => `  ${name}: ${definition}`)
  .join('\n')}
`);

const all = (proposals: Iterable<{ readonly configuration: Configuration }>) =>
  [...proposals].map(({ configuration }) => configuration);

/** The first ten proposals of many seeds, which are quasi-random. */
function starts(): Configuration[] {
  return Array.from({ length: DRAWS / START }, (_, seed) => {
    const given = drawn('bayes', seed);
    const pending: Configuration[] = [];
    for (let index = 0; index < START; index++)
      pending.push(bayes.propose(given, index, { known: [], pending })!);
    return pending;
  }).flat();
}

/** The distance of Kolmogorov and Smirnov between draws and a distribution. */
function distance(values: readonly number[], cumulative: Cumulative): number {
  const sorted = values.toSorted((a, b) => a - b);
  const gaps = sorted.map((value, index) => {
    const share = cumulative(value);
    return Math.max(share - index / sorted.length, (index + 1) / sorted.length - share);
  });
  return Math.max(...gaps);
}

/** Pearson's statistic, divided by its quantile for 99.9 % (Wilson and Hilferty 1931). */
function excess(counts: ReadonlyMap<string, number>, shares: ReadonlyMap<string, number>): number {
  expect([...counts.keys()].filter((value) => !(shares.get(value)! > 0))).toEqual([]);
  let statistic = 0;
  let cells = 0;
  let [rareCount, rareShare] = [0, 0];
  const add = (count: number, share: number) => {
    statistic += (count - DRAWS * share) ** 2 / (DRAWS * share);
    cells++;
  };
  for (const [value, share] of shares) {
    const count = counts.get(value) ?? 0;
    // The approximation needs five expected draws in each cell, so rarer cells count as one.
    if (DRAWS * share >= 5) add(count, share);
    else [rareCount, rareShare] = [rareCount + count, rareShare + share];
  }
  if (DRAWS * rareShare >= 5) add(rareCount, rareShare);
  const freedom = cells - 1;
  const spread = 2 / (9 * freedom);
  return statistic / (freedom * (1 - spread + 3.0902 * Math.sqrt(spread)) ** 3);
}

function countsOf(values: readonly unknown[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  return counts;
}

function cellsOf(values: readonly number[], cumulative: Cumulative, q: number): Map<string, number> {
  const cells = new Map<string, number>();
  const [low, high] = [Math.min(0, ...values), Math.max(...values) + 2 * q];
  for (let cell = Math.round(low / q) - 1; cell * q <= high; cell++) {
    const share = cumulative((cell + 0.5) * q) - cumulative((cell - 0.5) * q);
    if (share > 0) cells.set(String(cell), share);
  }
  return cells;
}

// Each statement holds with a chance of 0.999 where the draws are right; the seeds are fixed.
describe.each([
  ['independent draws', () => all(random.search(drawn('random')))],
  ["Sobol's design", () => all(sobolDesign.search(drawn('random\ndesign: sobol')))],
  ['the start of bayes', starts],
])('%s', (_, draw) => {
  const configurations = draw();
  const valuesOf = (name: string) => configurations.map((configuration) => configuration[name]);

  it.each(Object.entries(CONTINUOUS))('follow %s', (name, [, cumulative]) => {
    expect(configurations).toHaveLength(DRAWS);
    expect(distance(valuesOf(name).map(Number), cumulative)).toBeLessThan(1.95 / Math.sqrt(DRAWS));
  });

  it.each(Object.entries(QUANTISED))('follow %s, its ends included', (name, [, cumulative, q]) => {
    const values = valuesOf(name).map(Number);
    for (const value of values) expect(Math.abs(value / q - Math.round(value / q))).toBeLessThan(1e-6);
    const counts = countsOf(values.map((value) => Math.round(value / q) + 0));
    expect(excess(counts, cellsOf(values, cumulative, q))).toBeLessThan(1);
  });

  it.each(Object.entries(LISTED))('follow %s', (name, [, shares]) => {
    expect(excess(countsOf(valuesOf(name)), new Map(Object.entries(shares)))).toBeLessThan(1);
  });
});
