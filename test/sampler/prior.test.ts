import { describe, expect, it } from 'vitest';
import { type Configuration, canonicalJson } from '../../src/configuration.ts';
import { samplerOf } from '../../src/sampler/index.ts';
import type { Observation } from '../../src/sampler/sampler.ts';
import type { Spec } from '../../src/sweepfile/spec.ts';
import { errorsOf } from '../sweepfile/read.ts';
import { spec } from './specs.ts';

const given = (prior: string, seed = 1, top = 'method: bayes') =>
  spec(`program: train.py\nmetric: loss\n${top}\nrun_cap: 60\nseed: ${seed}\n${prior}
parameters:
  x: {min: -5.0, max: 5.0}
  y: {min: 0.0, max: 1.0}
  rate: {distribution: log_uniform_values, min: 0.0001, max: 1}
  optimizer: [sgd, adam, rmsprop]
  momentum: {min: 0.0, max: 0.99, when: {optimizer: sgd}}
`);
const NONE = '';
const GOOD = 'prior: {x: 1, y: 0.45, rate: 0.03, optimizer: adam}';
const BAD = 'prior: {x: -5, y: 1, rate: 1, optimizer: sgd}';

function loss({ x, y, rate, optimizer }: Configuration): number {
  const far = (Math.log10(Number(rate)) + 2) ** 2 + (Number(x) - 2) ** 2 / 10 + (Number(y) - 0.3) ** 2 * 4;
  return far + (optimizer === 'adam' ? 0 : 0.5);
}

/** The best value of a search that sees each outcome four trials later. */
function search(wanted: Spec): Observation[] {
  const sampler = samplerOf(wanted);
  const known: Observation[] = [];
  const listed = sampler.adaptive
    ? []
    : [...sampler.search(wanted)].map(({ configuration }) => configuration);
  for (let index = 0; index < wanted.runCap!; index++) {
    const seen = Math.max(0, index - wanted.lookahead);
    const past = {
      known: known.slice(0, seen),
      pending: known.slice(seen).map((each) => each.configuration),
    };
    const configuration = sampler.adaptive ? sampler.propose(wanted, index, past)! : listed[index]!;
    known.push({
      index,
      configuration,
      state: 'completed',
      value: loss(configuration),
      lastStep: 1,
      curve: [],
    });
  }
  return known;
}

function meanBest(prior: string, trials: number): number {
  const found = Array.from({ length: 6 }, (_, seed) =>
    Math.min(...search({ ...given(prior, seed), runCap: trials }).map(({ value }) => value!)),
  );
  return found.reduce((sum, value) => sum + value, 0) / found.length;
}

describe('prior', () => {
  it.each(['method: bayes', 'method: random'])('%s begins at it and tries nothing twice', (top) => {
    const found = search(given('prior: {x: 1.5, momentum: 0.9}', 3, top)).map((each) => each.configuration);
    expect(found[0]).toMatchObject({ x: 1.5, momentum: 0.9, optimizer: 'sgd' });
    expect(new Set(found.map(canonicalJson)).size).toBe(60);
  });

  it('makes a search quicker where it is good, and one that begins badly recovers', () => {
    expect(meanBest(GOOD, 20)).toBeLessThan(meanBest(NONE, 20) / 1.5);
    // A bad prior costs less than twenty trials.
    expect(meanBest(BAD, 60)).toBeLessThan(meanBest(NONE, 40));
  });

  it('lets a search that can have some configurations only take one of them', () => {
    const wanted = given(GOOD);
    const sampler = samplerOf(wanted);
    const among = [0.2, 0.4].map((y) => ({ optimizer: 'adam', rate: 0.1, x: 1, y }));
    expect(sampler.adaptive && among).toContain(
      sampler.adaptive && sampler.propose(wanted, 0, { known: [], pending: [], among }),
    );
  });

  it('of random, a third of the draws lies near it, and the others as they did', () => {
    const near = search(given('prior: {x: 4.9}', 5, 'method: random'));
    const others = new Set(
      search(given(NONE, 5, 'method: random')).map((each) => canonicalJson(each.configuration)),
    );
    const own = near.slice(1).filter(({ configuration }) => !others.has(canonicalJson(configuration)));
    expect(own.length).toBeGreaterThan(10);
    expect(own.length).toBeLessThan(32);
    // Within three widths of the neighbourhood, of which the range has four.
    const close = own.filter(({ configuration }) => Number(configuration.x) > -2.6);
    expect(close.length / own.length).toBeGreaterThan(0.9);
  });

  it('is refused where it means nothing, and where the sweep does not try its values', () => {
    const text = (top: string, prior: string) =>
      `program: a.py\nmetric: loss\n${top}\nprior: ${prior}\nparameters: {x: [1, 2, 3], y: [4, 5]}\n`;
    expect(errorsOf(text('method: grid', '{x: 1}'))).toEqual([
      '4:1 prior means nothing to a grid, which tries every combination',
    ]);
    expect(errorsOf(text('method: random\ndesign: sobol', '{x: 1}'))).toEqual([
      '5:1 prior means nothing to design: sobol, which fills the space evenly',
    ]);
    expect(errorsOf(text('method: bayes', '{x: 9, z: 1}'))).toEqual([
      '4:12 prior.x must be a value that the sweep may try, not 9',
      '4:15 prior names z, which is no parameter of this sweep',
    ]);
    expect(errorsOf(text('method: bayes', '0.1'))[0]).toContain('prior must be a mapping');
  });
});
