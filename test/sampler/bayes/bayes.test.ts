import { describe, expect, it } from 'vitest';
import { type Assignment, type Configuration, canonicalJson } from '../../../src/configuration.ts';
import { bayes } from '../../../src/sampler/bayes/bayes.ts';
import { random } from '../../../src/sampler/random.ts';
import type { Observation } from '../../../src/sampler/sampler.ts';
import type { Spec } from '../../../src/sweepfile/spec.ts';
import { spec } from '../specs.ts';

/** The spec of a program that needs no file. */
const program = (seed: number, parameters: string, goal = 'minimize') =>
  spec(
    `program: train.py\nmethod: bayes\nseed: ${seed}\nrun_cap: 60\nmetric: {name: loss, goal: ${goal}}\nparameters: ${parameters}\n`,
  );

type Outcome = (configuration: Configuration) => Partial<Observation>;

/** Observations of a search in which each trial is proposed without the last `lookahead` ones. */
function search(given: Spec, trials: number, outcome: Outcome, lookahead = given.lookahead): Observation[] {
  const observed: Observation[] = [];
  for (let index = 0; index < trials; index++) {
    const knownTo = Math.max(0, index - lookahead);
    const pending = observed.slice(knownTo).map(({ configuration }) => configuration);
    const configuration = bayes.propose(given, index, { known: observed.slice(0, knownTo), pending });
    if (!configuration) break;
    const told = {
      index,
      configuration,
      state: 'completed',
      value: undefined,
      lastStep: 5,
      curve: [],
    } as const;
    observed.push({ ...told, ...outcome(configuration) });
  }
  return observed;
}

const keys = (observed: readonly Observation[]) =>
  observed.map(({ configuration }) => canonicalJson(configuration));
const best = (observed: readonly Observation[]) =>
  Math.min(...observed.map(({ value }) => value ?? Infinity));

const MIXED = `
  x: {min: -5.0, max: 5.0}
  rate: {distribution: log_uniform_values, min: 0.0001, max: 1}
  batch: [16, 32, 64, 128]
  optimizer: [sgd, adam, rmsprop]
  noise: {distribution: normal, mu: 0, sigma: 2}
`
  .replaceAll('\n  ', ', ')
  .replace(', ', '{')
  .replace(/\n$/, '}');

function loss({ x, rate, batch, optimizer, noise }: Assignment): number {
  return (
    (Number(x) - 2) ** 2 / 10 +
    (Math.log10(Number(rate)) + 2) ** 2 +
    (batch === 64 ? 0 : 0.5) +
    (optimizer === 'adam' ? 0 : 1) +
    (Number(noise) - 1) ** 2 / 10
  );
}

describe('bayes', () => {
  it('finds in 60 trials what independent draws do not find in 120', () => {
    const seeds = [1, 2, 3, 4, 5];
    const found = seeds.map((seed) =>
      best(search(program(seed, MIXED), 60, (configuration) => ({ value: loss(configuration) }))),
    );
    const drawn = seeds.map((seed) => {
      const proposals = [...random.search({ ...program(seed, MIXED), runCap: 120 })];
      return Math.min(...proposals.map(({ configuration }) => loss(configuration)));
    });
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(found)).toBeLessThan(mean(drawn));
  });

  it('goes up where the metric is to be maximized', () => {
    const up = search(program(1, MIXED, 'maximize'), 40, (configuration) => ({
      value: -loss(configuration),
    }));
    const down = search(program(1, MIXED), 40, (configuration) => ({ value: loss(configuration) }));
    expect(keys(up)).toEqual(keys(down));
  });

  it('proposes the same from any prefix, in whatever order and objects it is told', () => {
    const given = program(3, MIXED);
    const observed = search(given, 40, (configuration) => ({ value: loss(configuration) }));
    for (const index of [3, 12, 25, 39]) {
      const copy = JSON.parse(JSON.stringify(observed.slice(0, index))) as Observation[];
      const knownTo = Math.max(0, index - given.lookahead);
      const pending = copy.slice(knownTo).map(({ configuration }) => configuration);
      const past = { known: copy.slice(0, knownTo).reverse(), pending: pending.reverse() };
      const again = { ...given, space: new Map([...given.space].reverse()) };
      expect(bayes.propose(again, index, past)).toEqual(observed[index]!.configuration);
    }
  });

  it('learns from failures, from what was pruned and from what has no value', () => {
    const given = program(5, '{x: {min: 0.0, max: 1.0}}');
    const half = (configuration: Configuration) => Number(configuration.x) < 0.5;
    const share = (observed: readonly Observation[]) =>
      observed.slice(20).filter(({ configuration }) => half(configuration)).length / (observed.length - 20);
    const outcomes: readonly Outcome[] = [
      (each) => (half(each) ? { value: 1 } : { state: 'failed', value: 0 }),
      (each) => (half(each) ? { value: 1 } : { value: Number.NaN }),
      (each) => (half(each) ? { value: 1 } : { state: 'pruned', value: 0, lastStep: 2 }),
      (each) => ({ state: 'pruned', value: half(each) ? 1 : 0, lastStep: half(each) ? 9 : 1 }),
    ];
    for (const outcome of outcomes) expect(share(search(given, 60, outcome))).toBeGreaterThan(0.7);
  });

  it('goes on where nothing worked', () => {
    expect(search(program(1, MIXED), 20, () => ({ state: 'failed' }))).toHaveLength(20);
  });

  it('keeps away from what is still running', () => {
    const given = program(2, '{x: {min: 0.0, max: 1.0}}');
    const value = ({ x }: Configuration) => ({ value: (Number(x) - 0.3) ** 2 });
    const observed = search(given, 40, value);
    // Share of the next proposals that lie where that many others are running.
    const share = (pending: readonly number[]) => {
      const proposed = Array.from({ length: 60 }, (_, each) =>
        bayes.propose(given, 100 + each, { known: observed, pending: pending.map((x) => ({ x })) }),
      );
      return proposed.filter((each) => Math.abs(Number(each!.x) - 0.3) < 0.05).length / 60;
    };
    const crowd = Array.from({ length: 30 }, (_, index) => 0.25 + index / 300);
    expect(share(crowd)).toBeLessThan(share([]) / 2);
  });

  it('proposes nothing twice and ends when a finite space is exhausted', () => {
    const given = program(1, '{a: [1, 2, 3, 4], b: [x, y, z], c: {min: 1, max: 3}}');
    const observed = search(given, 100, ({ a }) => ({ value: Number(a) }));
    expect(new Set(keys(observed)).size).toBe(36);
    expect(observed).toHaveLength(36);
  });

  it('of a list of numbers tries the neighbours of what was good', () => {
    const values = Array.from({ length: 60 }, (_, index) => 2 ** (index / 4));
    const at = (configuration: Configuration) => values.indexOf(Number(configuration.width));
    const given = program(4, `{width: [${values.join(', ')}], other: [a, b, c, d, e]}`);
    const observed = search(given, 40, (each) => ({ value: Math.abs(at(each) - 40) }));
    const late = observed.slice(20).filter((each) => Math.abs(at(each.configuration) - 40) <= 6);
    expect(late.length).toBeGreaterThan(12);
  });
});

describe('bayes in a space in which some parameters have no effect', () => {
  const networks = (parameters: string) =>
    spec(`method: bayes\nmodel: [ann, cnn]\nseed: 2\nrun_cap: 80\nparameters: ${parameters}\n`);

  it('learns of a parameter from those trials that have it', () => {
    const given = networks(
      '{filters: {values: [8, 16, 32, 64, 128, 256]}, units: [50, 100, 200], dropout: {min: 0.0, max: 0.5}}',
    );
    const observed = search(given, 80, ({ model, filters }) => ({
      value: model === 'cnn' ? -Math.abs(Math.log2(Number(filters)) - 5) : -3,
    }));
    for (const { configuration } of observed)
      expect('filters' in configuration).toBe(configuration.model === 'cnn');
    const late = observed.slice(40);
    expect(late.filter(({ configuration }) => configuration.filters === 32).length).toBeGreaterThan(20);
  });

  it('learns of parameters that a configuration says in other words', () => {
    const given = networks(
      '{num_layers: {min: 1, max: 4}, hidden_size: [16, 32, 64, 128], dropout: {min: 0.0, max: 0.5}}',
    );
    const observed = search(given, 60, ({ units }) => ({ value: -Math.abs((units as number[]).length - 3) }));
    const late = observed.slice(30);
    const share =
      late.filter(({ configuration }) => (configuration.units as number[]).length === 3).length / 30;
    expect(share).toBeGreaterThan(0.5);
  });
});
