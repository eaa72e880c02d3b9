import { expect, it } from 'vitest';
import type { Configuration } from '../../src/configuration.ts';
import { orderAmong } from '../../src/sampler/among.ts';
import { samplerOf } from '../../src/sampler/index.ts';
import { mostDrawn, proposeAll } from '../../src/sampler/proposeAll.ts';
import type { AdaptiveSampler, Observation } from '../../src/sampler/sampler.ts';
import { spec } from './specs.ts';

const sweep = (method: string, further = '') =>
  spec(`program: train.py
method: ${method}
metric: {name: loss, goal: minimize}
seed: 5
roles: {optimizer: scientific}
parameters:
  optimizer: {values: [sgd, adam, rmsprop]}
  learning_rate: ${method.startsWith('grid') ? '{values: [0.1, 0.01, 0.001]}' : '{distribution: log_uniform_values, min: 0.001, max: 0.1}'}
  units: {values: [16, 32, 64]}
  momentum: {values: [0, 0.9], when: {optimizer: sgd}}
${further}`);

/** The nuisance values of each optimizer, in order. */
function byOptimizer(configurations: readonly Configuration[]) {
  const of = (wanted: string) =>
    configurations.flatMap(({ optimizer, momentum: _, ...nuisance }) =>
      optimizer === wanted ? [nuisance] : [],
    );
  return [of('sgd'), of('adam'), of('rmsprop')];
}

it.each(['random', 'random\ndesign: sobol', 'grid\norder: shuffled', 'grid'])(
  'tries the scientific values in turn, each with the same share of the run cap: method: %s',
  (method) => {
    const given = sweep(method, 'run_cap: 21');
    const { configurations } = proposeAll(given);
    const turns = configurations.map(({ optimizer }) => optimizer);
    expect(turns.slice(0, 6)).toEqual(['sgd', 'adam', 'rmsprop', 'sgd', 'adam', 'rmsprop']);
    expect(byOptimizer(configurations).map(({ length }) => length)).toEqual([7, 7, 7]);
    const longer = proposeAll({ ...given, runCap: 27 }).configurations;
    expect(longer.slice(0, 21)).toEqual(configurations);
  },
);

it('draws the same nuisance values for each scientific value, also beside parameters that others lack', () => {
  const [sgd, adam, rmsprop] = byOptimizer(proposeAll(sweep('random', 'run_cap: 30')).configurations);
  expect(new Set(sgd!.map((each) => JSON.stringify(each))).size).toBe(10);
  expect(adam).toEqual(sgd);
  expect(rmsprop).toEqual(sgd);
});

it('tries a whole grid, and no more of a value than there is', () => {
  const whole = proposeAll(sweep('grid'));
  expect(whole).toMatchObject({ cells: 36, collapsed: 0 });
  expect(byOptimizer(whole.configurations).map(({ length }) => length)).toEqual([18, 9, 9]);
  // Each may try 16, and two of them have 9 only.
  expect(mostDrawn(sweep('grid', 'run_cap: 48'))).toBe(34);
  expect(proposeAll(sweep('grid', 'run_cap: 48')).configurations).toHaveLength(34);
});

it('begins with the points by hand in the search of each value that they fit', () => {
  const first = sweep(
    'random',
    'run_cap: 9\ntry_first: [{units: 32, learning_rate: 0.05}, {optimizer: adam, units: 64}]',
  );
  const [sgd, adam] = byOptimizer(proposeAll(first).configurations);
  expect(sgd![0]).toEqual({ units: 32, learning_rate: 0.05 });
  expect(adam![0]).toEqual(sgd![0]);
  expect(adam![1]).toMatchObject({ units: 64 });
  expect(sgd![1]).not.toEqual(adam![1]);
});

it('orders measured configurations in turn, too', () => {
  const measured = proposeAll(sweep('random', 'run_cap: 12')).configurations;
  const turns = orderAmong(sweep('random'), measured).map(({ optimizer }) => optimizer);
  expect(turns.slice(0, 6)).toEqual(['sgd', 'adam', 'rmsprop', 'sgd', 'adam', 'rmsprop']);
});

/** The first proposals of a search that learns, if sgd is as good as its learning rate is near to 0.05. */
function learnt(adamLoss: (rate: number) => number) {
  const given = sweep('bayes', 'run_cap: 60\nlookahead: 0');
  const sampler = samplerOf(given) as AdaptiveSampler;
  const known: Observation[] = [];
  for (let index = 0; index < 60; index++) {
    const configuration = sampler.propose(given, index, { known, pending: [] })!;
    const rate = Number(configuration.learning_rate);
    const value = configuration.optimizer === 'adam' ? adamLoss(rate) : Math.abs(Math.log(rate / 0.05));
    known.push({ index, configuration, state: 'completed', value, lastStep: 1, curve: [] });
  }
  return known.map(({ configuration }) => configuration);
}

it('learns about each value from its own results alone', () => {
  const [sgd, adam] = byOptimizer(learnt((rate) => Math.abs(Math.log(rate / 0.002))));
  const [sgdAlone, adamElsewhere] = byOptimizer(learnt((rate) => Math.abs(Math.log(rate / 0.09))));
  expect(sgd).toHaveLength(20);
  expect(sgd).toEqual(sgdAlone);
  expect(adam!.slice(0, 10)).toEqual(adamElsewhere!.slice(0, 10));
  const late = (nuisances: typeof adam) =>
    nuisances!.slice(10).reduce((sum, { learning_rate }) => sum + Math.log(Number(learning_rate)), 0);
  expect(late(adam)).toBeLessThan(late(adamElsewhere));
});
