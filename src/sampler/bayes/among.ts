import type { Configuration } from '../../configuration.ts';
import { Random } from '../../random.ts';
import type { Past } from '../sampler.ts';
import type { Guess } from './guess.ts';
import { nearest } from './nearest.ts';
import { CANDIDATES, GUESS_WEIGHT, modelsOf, START, startOf } from './propose.ts';
import type { SearchSpace } from './searchSpace.ts';

/**
 * As `proposeIn`, for a search that can choose only among some configurations. They stand for draws from the
 * spec's own distributions: the usual number of candidates is drawn from them, each weighted by the good
 * density, and the one with the highest ratio of good to bad is taken. At the start, the configuration
 * nearest to each point is taken.
 */
export function proposeAmong(
  space: SearchSpace,
  index: number,
  past: Past,
  among: readonly Configuration[],
  guess?: Guess,
): Configuration | undefined {
  const tried = new Set(
    [...past.known.map(({ configuration }) => configuration), ...past.pending].map(
      (configuration) => space.coded(configuration).key,
    ),
  );
  const left = among.filter((configuration) => !tried.has(space.coded(configuration).key));
  const models = index < START ? undefined : modelsOf(space, past);
  if (!models) return nearest(space, startOf(space, index), left);
  const random = Random.of(space.seed, 'sampler', index);
  const likely = left.map((configuration) => {
    const density = models.below.density(space.coded(configuration).point);
    // The largest keys are a draw without replacement by weight: Efraimidis and Spirakis 2006.
    return { configuration, density, key: Math.log(1 - random.uniform()) / density };
  });
  let best: Configuration | undefined;
  let bestRatio = -Infinity;
  for (const { configuration, density } of likely.sort((a, b) => b.key - a.key).slice(0, CANDIDATES)) {
    const { point } = space.coded(configuration);
    const learnt = density / models.above.density(point);
    const ratio = guess ? learnt * guess.density(point) ** (GUESS_WEIGHT / models.observed) : learnt;
    if (ratio <= bestRatio) continue;
    best = configuration;
    bestRatio = ratio;
  }
  return best;
}
