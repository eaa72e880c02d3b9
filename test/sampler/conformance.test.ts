import { describe, expect, it } from 'vitest';
import { type Configuration, canonicalJson } from '../../src/configuration.ts';
import { configure } from '../../src/model/configure.ts';
import { findParameter } from '../../src/model/parameters/index.ts';
import { Random } from '../../src/random.ts';
import { proposeIn } from '../../src/sampler/bayes/propose.ts';
import { SearchSpace } from '../../src/sampler/bayes/searchSpace.ts';
import { SAMPLERS, samplerOf } from '../../src/sampler/index.ts';
import type { Observation, Past, Proposal, Sampler } from '../../src/sampler/sampler.ts';
import { DISTRIBUTIONS } from '../../src/space/index.ts';
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

/** Outcome of a configuration: most complete, some are pruned, fail or have no value. */
function observed(configuration: Configuration, index: number): Observation {
  const random = Random.of(9, canonicalJson(configuration));
  const state = (['completed', 'completed', 'completed', 'pruned', 'failed'] as const)[random.below(5)]!;
  const value = random.below(6) === 0 ? undefined : random.normal();
  return { index, configuration, state, value, lastStep: 1 + random.below(5), curve: [] };
}

/** The knowledge of a search when it makes the next proposal after these. */
function pastOf(proposed: readonly Configuration[], lookahead: number): Past {
  const knownTo = Math.max(0, proposed.length - lookahead);
  return { known: proposed.slice(0, knownTo).map(observed), pending: proposed.slice(knownTo) };
}

/** A whole search, or the rest of one after those proposals; an adaptive one gets their outcomes. */
function* proposalsOf(
  sampler: Sampler,
  given: Spec,
  begun: readonly Configuration[] = [],
): Generator<Proposal> {
  if (!sampler.adaptive) return yield* [...sampler.search(given)].slice(begun.length);
  const proposed = [...begun];
  while (proposed.length < given.runCap!) {
    const past = pastOf(proposed, given.lookahead);
    const configuration = sampler.propose(given, proposed.length, past);
    if (!configuration) return;
    yield { configuration, cell: proposed.length };
    proposed.push(configuration);
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

  it('goes on from any of its prefixes, as another process that reads it does', () => {
    const whole = search(withCap(40)).map(({ configuration }) => configuration);
    for (const length of [1, 9, 23, 39]) {
      const begun = JSON.parse(JSON.stringify(whole.slice(0, length))) as Configuration[];
      const rest = [...proposalsOf(sampler, withCap(40), begun)].map(({ configuration }) => configuration);
      expect(rest).toEqual(whole.slice(length));
    }
  });

  it('asks neither in which order it was told nor how fast the lookahead was', () => {
    if (!sampler.adaptive) return;
    const given = withCap(40);
    const proposed = search(given).map(({ configuration }) => configuration);
    for (const length of [12, 25, 38]) {
      const { known, pending } = pastOf(proposed.slice(0, length), given.lookahead);
      const shuffled = { known: known.toReversed(), pending: pending.toReversed() };
      expect(sampler.propose(given, length, shuffled)).toEqual(proposed[length]);
      // A running configuration is not proposed again, whatever is known of the others.
      expect(proposed.slice(0, length)).not.toContainEqual(proposed[length]);
    }
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

it('a space that is a tree is walked as one: each branch is tried, and nothing twice that differs only where it has no effect', () => {
  const of = (name: string, definition: object) => DISTRIBUTIONS.get(name)!.build(definition as never);
  const tree = new Map([
    ['optimizer', of('categorical', { values: ['sgd', 'adam'] })],
    ['momentum', of('categorical', { values: [0, 0.9] })],
    ['nesterov', of('categorical', { values: [true, false] })],
    ['beta', of('int_uniform', { min: 1, max: 3 })],
  ]);
  /** Nesterov's momentum where there is momentum, which is where SGD is. */
  const configure = ({ optimizer, momentum, nesterov, beta }: Configuration): Configuration => {
    if (optimizer === 'adam') return { optimizer, beta: beta! };
    return momentum === 0
      ? { optimizer: 'sgd', momentum }
      : { optimizer: 'sgd', momentum: 0.9, nesterov: nesterov! };
  };
  const space = new SearchSpace({
    space: tree,
    names: [...tree.keys()],
    configure,
    seed: 4,
    goal: 'minimize',
  });
  const proposed: Configuration[] = [];
  for (;;) {
    const next = proposeIn(space, proposed.length, pastOf(proposed, 2));
    if (!next) break;
    proposed.push(next);
  }
  const all = new Set(proposed.map(canonicalJson));
  expect(all.size).toBe(proposed.length);
  expect(all.size).toBe(3 + 1 + 2);
});
