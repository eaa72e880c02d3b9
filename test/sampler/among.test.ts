import { describe, expect, it } from 'vitest';
import { type Configuration, canonicalJson } from '../../src/configuration.ts';
import { orderAmong } from '../../src/sampler/among.ts';
import { samplerOf } from '../../src/sampler/index.ts';
import { proposeAll } from '../../src/sampler/proposeAll.ts';
import type { Observation } from '../../src/sampler/sampler.ts';
import type { Spec } from '../../src/sweepfile/spec.ts';
import { spec } from './specs.ts';

const RATES = {
  drawn: '{distribution: log_uniform_values, min: 0.001, max: 0.1}',
  listed: '[0.001, 0.01, 0.1]',
};

function specOf(lines: string, rates: keyof typeof RATES = 'drawn', runCap = 30): Spec {
  return spec(`${lines}
run_cap: ${runCap}
model: [cnn, ann]
parameters:
  optimizer: [sgd, adam]
  momentum: [0, 0.9]
  filters: [8, [8, 16]]
  learning_rate: ${RATES[rates]}
`);
}

/** The proposals of a search among these configurations only; each outcome is known at once. */
function tried(
  given: Spec,
  among: readonly Configuration[],
  score: (configuration: Configuration) => number,
) {
  const sampler = samplerOf(given);
  if (!sampler.adaptive) return orderAmong(given, among);
  const known: Observation[] = [];
  for (;;) {
    const index = known.length;
    const configuration = sampler.propose(given, index, { known, pending: [], among });
    if (!configuration) return known.map((observation) => observation.configuration);
    known.push({
      index,
      configuration,
      state: 'completed',
      value: score(configuration),
      lastStep: 1,
      curve: [],
    });
  }
}

const far = ({ learning_rate: rate, optimizer }: Configuration) =>
  -((Math.log10(Number(rate)) + 2.2) ** 2) - (optimizer === 'adam' ? 0 : 1);

describe.each(['random', 'random\ndesign: sobol', 'bayes', 'grid', 'grid\norder: shuffled'])(
  'method: %s among some',
  (method) => {
    const rates = method.startsWith('grid') ? 'listed' : 'drawn';
    const given = specOf(`method: ${method}`, rates);
    const among = proposeAll(specOf('method: random\nseed: 9', rates)).configurations.slice(0, 15);
    const keys = (configurations: readonly Configuration[]) => configurations.map(canonicalJson);

    it('tries each of them once, and no other', () => {
      expect(keys(tried(given, among, far)).sort()).toEqual(keys(among).sort());
    });

    it('tries them in the same order every time, in another one than they came in', () => {
      const order = keys(tried(given, among, far));
      expect(keys(tried(given, among, far))).toEqual(order);
      expect(order).not.toEqual(keys(among));
    });
  },
);

it('a search that learns is sooner at the best of them', () => {
  const placesOf = (method: string) =>
    Array.from({ length: 20 }, (_, seed) => {
      const among = proposeAll(specOf(`method: random\nseed: ${seed + 50}`, 'drawn', 60)).configurations;
      const best = among.reduce((a, b) => (far(a) >= far(b) ? a : b));
      return tried(specOf(`method: ${method}\nseed: ${seed}`), among, far).indexOf(best);
    });
  const mean = (places: readonly number[]) => places.reduce((sum, place) => sum + place, 0) / places.length;
  // A random search finds it at place 29.5 on average.
  expect(mean(placesOf('bayes'))).toBeLessThan(20);
});
