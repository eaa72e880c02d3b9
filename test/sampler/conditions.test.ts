import { describe, expect, it } from 'vitest';
import { type Configuration, canonicalJson } from '../../src/configuration.ts';
import { fitsSpace } from '../../src/sampler/fitsSpace.ts';
import { samplerOf } from '../../src/sampler/index.ts';
import { leftOutOf } from '../../src/sampler/leftOut.ts';
import type { Observation } from '../../src/sampler/sampler.ts';
import { firstOf } from '../../src/sampler/tryFirst.ts';
import type { Spec } from '../../src/sweepfile/spec.ts';
import { spec } from './specs.ts';

const PARAMETERS = `
parameters:
  optimizer: [adam, sgd, rmsprop]
  momentum: {values: [0, 0.5, 0.9], when: {optimizer: [sgd, rmsprop]}}
  nesterov: {values: [true, false], when: {momentum: [0.5, 0.9], optimizer: sgd}}
  batch: [16, 32]
`;
const program = (top: string) => spec(`program: train.py\nmetric: loss\nseed: 2\n${top}${PARAMETERS}`);
const METHODS = ['grid', 'grid\norder: shuffled', 'random', 'random\ndesign: sobol', 'bayes'];

/** All proposals of a search before any trial has ended. */
function tried(given: Spec): Configuration[] {
  const sampler = samplerOf(given);
  if (!sampler.adaptive) return [...sampler.search(given)].map(({ configuration }) => configuration);
  const pending: Configuration[] = [];
  while (pending.length < given.runCap!) {
    const next = sampler.propose(given, pending.length, { known: [], pending });
    if (!next) break;
    pending.push(next);
  }
  return pending;
}

/**
 * adam has 1 cell; sgd with momentum 0 has 1, with two others 2 each, with and without nesterov; rmsprop has
 * 3. These nine have two batch sizes each.
 */
const ALL = (1 + (1 + 2 * 2) + 3) * 2;

describe.each(METHODS)('method: %s', (method) => {
  it('tries each configuration of a tree once, without what does not exist in it', () => {
    const configurations = tried(program(`method: ${method}\nrun_cap: 100`));
    expect(new Set(configurations.map(canonicalJson)).size).toBe(ALL);
    expect(configurations).toHaveLength(ALL);
    for (const { optimizer, momentum, nesterov, ...others } of configurations) {
      expect(momentum === undefined).toBe(optimizer === 'adam');
      expect(nesterov === undefined).toBe(optimizer !== 'sgd' || momentum === 0);
      expect(Object.keys(others)).toEqual(['batch']);
    }
  });

  it('gives networks the default of what does not exist', () => {
    const given = spec(
      `method: ${method}\nrun_cap: 100\nmodel: [ann, cnn]\nparameters: {dropout: {values: [0.1, 0.2], when: {model: cnn}}, epochs: [1, 2]}\n`,
    );
    const configurations = tried(given);
    expect(configurations.map(({ model, dropout }) => `${model} ${dropout}`).sort()).toEqual([
      'ann 0',
      'ann 0',
      'cnn 0.1',
      'cnn 0.1',
      'cnn 0.2',
      'cnn 0.2',
    ]);
    for (const configuration of configurations) expect(fitsSpace(given, configuration)).toBe(true);
    expect(fitsSpace(given, { ...configurations.find(({ model }) => model === 'ann')!, dropout: 0.1 })).toBe(
      false,
    );
  });
});

it('a grid counts cells that differ in nothing that exists as one', () => {
  const given = program('method: grid\n');
  const sampler = samplerOf(given);
  expect(sampler.adaptive ? undefined : sampler.cells(given)).toBe(ALL);
  // The three tried: adam; sgd with momentum 0; sgd with momentum 0.5 and nesterov.
  expect(leftOutOf(given, 3).map(({ parameter, values }) => [parameter, values])).toEqual([
    ['batch', [32]],
    ['optimizer', ['rmsprop']],
    ['momentum', [0.9]],
    ['nesterov', [false]],
  ]);
});

it('a huge tree with few cells is walked whole', () => {
  const switches = Array.from({ length: 30 }, (_, i) =>
    i === 0 ? '  s0: [0, 1]' : `  s${i}: {values: [0, 1], when: {s${i - 1}: 1}}`,
  );
  const given = spec(`program: a.py\nmetric: loss\nmethod: grid\nparameters:\n${switches.join('\n')}\n`);
  expect(tried(given)).toHaveLength(31);
});

it('what is to be tried first has the values with which it exists', () => {
  const given = program('method: bayes\ntry_first: [{nesterov: true}, {optimizer: adam}]\n');
  const [first, second] = firstOf(given);
  expect(first).toMatchObject({ nesterov: true, optimizer: 'sgd' });
  expect(first!.momentum).not.toBe(0);
  expect(Object.keys(second!)).toEqual(['batch', 'optimizer']);
});

it('a configuration of an earlier spec fits only where it lacks what does not exist now', () => {
  const given = program('method: random\nrun_cap: 4\n');
  expect(fitsSpace(given, { batch: 16, optimizer: 'adam' })).toBe(true);
  expect(fitsSpace(given, { batch: 16, momentum: 0.9, optimizer: 'adam' })).toBe(false);
  expect(fitsSpace(given, { batch: 16, momentum: 0.9, nesterov: true, optimizer: 'sgd' })).toBe(true);
});

it.each([
  ['conditions of a spec', 'when: {optimizer: sgd}'],
  ["the networks' own table", ''],
])('bayes learns both of the branch and of what exists in it, from %s', (_, when) => {
  const own = when
    ? `program: a.py\nmetric: loss\nmethod: bayes\nparameters: {optimizer: [adam, sgd], momentum: {min: 0.0, max: 0.99, ${when}}}\n`
    : 'method: bayes\nmetric: val_loss\nmodel: ann\nparameters: {optimizer: [adam, sgd], momentum: {min: 0.0, max: 0.99}}\n';
  const given = spec(`seed: 4\nrun_cap: 60\n${own}`);
  const sampler = samplerOf(given);
  if (!sampler.adaptive) throw new Error('bayes adapts');
  const known: Observation[] = [];
  for (let index = 0; index < 40; index++) {
    const configuration = sampler.propose(given, index, { known, pending: [] });
    // One that has no parameter left of its own is tried once.
    if (!configuration) break;
    expect('momentum' in configuration).toBe(configuration.optimizer === 'sgd');
    const value = configuration.optimizer === 'sgd' ? Math.abs(Number(configuration.momentum) - 0.8) : 0.5;
    known.push({ index, configuration, state: 'completed', value, lastStep: 1, curve: [] });
  }
  expect(known).toHaveLength(40);
  expect(known.filter(({ configuration }) => configuration.optimizer === 'adam')).toHaveLength(1);
  const late = known.slice(20).filter(({ value }) => value! < 0.1);
  expect(late.length).toBeGreaterThan(10);
});
