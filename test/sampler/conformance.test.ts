import { describe, expect, it } from 'vitest';
import { type Configuration, canonicalJson } from '../../src/configuration.ts';
import { configure } from '../../src/model/configure.ts';
import { findParameter } from '../../src/model/parameters/index.ts';
import { SAMPLERS, samplerOf } from '../../src/sampler/index.ts';
import type { Proposal, Sampler } from '../../src/sampler/sampler.ts';
import type { Spec } from '../../src/sweepfile/spec.ts';
import { spec } from './specs.ts';

const mixed = `
model: [cnn, ann]
seed: 3
parameters:
  optimizer: [sgd, adam]
  momentum: [0, 0.9]
  filters: [8, [8, 16]]
  epochs: {min: 1, max: 3}
  dropout: [0, 0.2, 0.4]
  initializer: he_uniform
`;

/** A whole search; one that adapts is told that nothing it proposed has ended yet. */
function* proposalsOf(sampler: Sampler, given: Spec): Generator<Proposal> {
  if (!sampler.adaptive) return yield* sampler.search(given);
  const pending: Configuration[] = [];
  while (pending.length < given.runCap!) {
    const configuration = sampler.propose(given, pending.length, { known: [], pending });
    if (!configuration) return;
    yield { configuration, cell: pending.length };
    pending.push(configuration);
  }
}

const SEARCHES = [...Object.keys(SAMPLERS), 'grid\norder: shuffled', 'random\ndesign: sobol'];

describe.each(SEARCHES)('the sampler of method: %s', (method) => {
  const sampler = samplerOf(spec(`method: ${method}\nrun_cap: 1\n${mixed}`));
  const withCap = (cap: number) => spec(`method: ${method}\nrun_cap: ${cap}\n${mixed}`);
  const search = (given: Spec): Proposal[] => [...proposalsOf(sampler, given)];

  it('proposes the same every time', () => {
    expect(search(withCap(40))).toEqual(search(withCap(40)));
  });

  it('proposes legal, canonical configurations from the space', () => {
    const given = withCap(40);
    for (const { configuration } of search(given)) {
      const { model, ...parameters } = configuration;
      expect(given.space.get('model')!.contains(model!)).toBe(true);
      expect(configure(configuration)).toEqual(configuration);
      for (const [name, value] of Object.entries(parameters)) {
        expect(findParameter(name)!.kind.accepts(value)).toBe(true);
        expect(given.space.get(name)?.contains(value) ?? true).toBe(true);
      }
    }
  });

  it('proposes nothing twice', () => {
    const keys = search(withCap(60)).map(({ configuration }) => canonicalJson(configuration));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('ends after run_cap proposals', () => {
    expect(search(withCap(7))).toHaveLength(7);
  });

  it('ends when nothing new is left', () => {
    // cnn 18 · 3 (sgd without and with momentum, adam), ann the same without its two kinds of filters.
    expect(search(withCap(1000))).toHaveLength(54 + 27);
  });

  it('only appends when run_cap grows', () => {
    expect(search(withCap(30)).slice(0, 12)).toEqual(search(withCap(12)));
  });

  it('numbers its cells without going back', () => {
    const cells = search(withCap(60)).map(({ cell }) => cell);
    expect(cells).toEqual([...cells].sort((a, b) => a - b));
  });

  it('does not depend on the order in which the spec lists parameters', () => {
    const given = withCap(20);
    const reversed = { ...given, space: new Map([...given.space].reverse()) };
    expect(search(reversed)).toEqual(search(given));
  });

  it('searches an endless space only as far as it is asked', () => {
    const huge = spec(
      `method: ${method}\nrun_cap: 5\nparameters: {learning_rate: {distribution: q_uniform, min: 1, max: 100, q: 1.0e-9}}\n`,
    );
    expect(search(huge)).toHaveLength(5);
  });
});
