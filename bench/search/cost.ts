import { proposeIn } from '../../src/sampler/bayes/propose.ts';
import { SearchSpace } from '../../src/sampler/bayes/searchSpace.ts';
import type { Observation } from '../../src/sampler/sampler.ts';
import { DISTRIBUTIONS } from '../../src/space/index.ts';

const PARAMETERS = 10;

/**
 * Median time of an ask, in ms, for a search over ten real parameters that knows that many trials, the last
 * one new.
 */
export function askMs(told: number): number {
  const uniform = DISTRIBUTIONS.get('uniform')!.build({ min: 0, max: 1 });
  const names = Array.from({ length: PARAMETERS }, (_, index) => `x${index}`);
  const space = new SearchSpace({
    space: new Map(names.map((name) => [name, uniform])),
    names,
    configure: (assigned) => assigned,
    seed: 1,
    goal: 'minimize',
  });
  const known: Observation[] = [];
  const tell = () => {
    const index = known.length;
    // That many asks would take minutes, so these trials are spread evenly.
    const configuration = Object.fromEntries(
      names.map((name, each) => [name, (index * Math.SQRT2 * (each + 1)) % 1]),
    );
    const value = Object.values(configuration).reduce((sum, x) => sum + (x - 0.3) ** 2, 0);
    known.push({ index, configuration, state: 'completed', value, lastStep: 1, curve: [] });
  };
  while (known.length < told) tell();
  const times = Array.from({ length: 21 }, () => {
    tell();
    const begun = performance.now();
    proposeIn(space, known.length, { known, pending: [] });
    return performance.now() - begun;
  });
  return times.sort((a, b) => a - b)[10]!;
}
