import type { Configuration } from '../../configuration.ts';
import { Random } from '../../random.ts';
import type { Past } from '../sampler.ts';
import { Sobol } from '../sobol.ts';
import type { Guess } from './guess.ts';
import { Parzen, type Point } from './parzen.ts';
import type { SearchSpace } from './searchSpace.ts';
import { split } from './split.ts';

/** Number of proposals that fill the space evenly before anything is learnt: as many as Optuna draws. */
export const START = 10;

/**
 * The best of this many new draws from the good density is proposed. More would search only where much is
 * known.
 */
export const CANDIDATES = 24;

/** Most draws to find that many new ones. */
const MAX_DRAWS = 10 * CANDIDATES;

/**
 * A guess counts with its density to the power of this over the number of observations: C. Hvarfner et al.,
 * "πBO: Augmenting Acquisition Functions with User Beliefs", arXiv 2204.11051, whose β is a tenth of the
 * trials; this is β for 40 trials.
 */
export const GUESS_WEIGHT = 4;

/** The weight of the spec's own distributions is that of one observation. */
const PRIOR_WEIGHT = 1;

/** This many of the newest observations count in full. */
const NEWEST = 25;

/** After this many draws in a row without anything new, (nearly) nothing new is left. */
const MAX_REDRAWS = 10_000;

/**
 * The configuration with that index. A guess attracts the first proposals, and less as observations increase.
 */
export function proposeIn(
  space: SearchSpace,
  index: number,
  past: Past,
  guess?: Guess,
): Configuration | undefined {
  const { earlier = [], known } = past;
  const own = new Set<string>();
  for (const { configuration } of known) own.add(space.coded(configuration).key);
  for (const configuration of past.pending) own.add(space.coded(configuration).key);
  const tried = new Set(own);
  for (const { configuration } of earlier) tried.add(space.coded(configuration).key);
  const random = Random.of(space.seed, 'sampler', index);
  if (index >= START - earlier.length) {
    const learnt = learntFrom(space, { ...past, known: [...earlier, ...known] }, tried, random, guess);
    if (learnt) return learnt;
  } else {
    const even = startOf(space, index);
    // Every other proposal of the start lies near the guess.
    const first = space.configurationAt(guess && index % 2 === 0 ? guess.near(even, random) : even);
    if (!tried.has(space.coded(first).key)) return first;
  }
  // A configuration that only an earlier sweep has tried is tried again if nothing else is left.
  return (
    anythingNew(space, tried, random) ?? (earlier.length > 0 ? anythingNew(space, own, random) : undefined)
  );
}

function learntFrom(
  space: SearchSpace,
  past: Past,
  tried: ReadonlySet<string>,
  random: Random,
  guess: Guess | undefined,
) {
  const models = modelsOf(space, past);
  if (!models) return undefined;
  const { below, above, observed } = models;
  const faith = GUESS_WEIGHT / observed;
  const drawn = new Set<string>();
  let best: Configuration | undefined;
  let bestRatio = -Infinity;
  for (let draw = 0; draw < MAX_DRAWS && drawn.size < CANDIDATES; draw++) {
    const drawnPoint = below.draw(random);
    const isNear = guess && random.uniform() < faith / 2;
    const configuration = space.configurationAt(isNear ? guess.near(drawnPoint, random) : drawnPoint);
    const { point, key } = space.coded(configuration);
    if (tried.has(key) || drawn.has(key)) continue;
    drawn.add(key);
    const learnt = below.density(point) / above.density(point);
    const ratio = guess ? learnt * guess.density(point) ** faith : learnt;
    if (ratio > bestRatio) {
      best = configuration;
      bestRatio = ratio;
    }
  }
  return best;
}

/** The densities of good and of bad observations, and their number; undefined while there is no good one. */
export function modelsOf(
  space: SearchSpace,
  past: Past,
): { below: Parzen; above: Parzen; observed: number } | undefined {
  const { good, bad } = split(space, past);
  if (good.length === 0) return undefined;
  const below = new Parzen(space.axes, good, recency(good.length), PRIOR_WEIGHT);
  const above = new Parzen(space.axes, bad, recency(bad.length), PRIOR_WEIGHT);
  return { below, above, observed: good.length + bad.length };
}

/** The newest observations count in full, others less the older they are. */
function recency(count: number): Float64Array {
  const older = count - NEWEST;
  const least = 1 / count;
  const weights = new Float64Array(count).fill(1);
  for (let index = 0; index < older; index++)
    weights[index] = older > 1 ? least + ((1 - least) * index) / (older - 1) : least;
  return weights;
}

export function startOf(space: SearchSpace, index: number): Point {
  return space.pointAt(new Sobol(space.axes.length, space.seed).at(index));
}

function anythingNew(
  space: SearchSpace,
  tried: ReadonlySet<string>,
  random: Random,
): Configuration | undefined {
  for (let attempt = 0; attempt <= MAX_REDRAWS && tried.size < space.size; attempt++) {
    const places = Float64Array.from(space.axes, () => random.uniform());
    const configuration = space.configurationAt(space.pointAt(places));
    if (!tried.has(space.coded(configuration).key)) return configuration;
  }
  return undefined;
}
