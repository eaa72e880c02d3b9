import { searchSpaceOf } from './bayes/searchSpaceOf.ts';
import type { FixedSampler } from './sampler.ts';
import { Seen } from './seen.ts';
import { Sobol } from './sobol.ts';

/** After this many points in a row without anything new, (nearly) nothing new is left. */
const MAX_REPETITIONS = 10_000;

/**
 * Points of Sobol's sequence, scrambled by the seed: every parameter has its distribution, and the first 2ᵏ
 * points fill the space more evenly than independent draws. A point that repeats an earlier configuration is
 * left out.
 */
export const sobolDesign: FixedSampler = {
  adaptive: false,
  isEndless: true,
  cells: () => undefined,
  *search(spec) {
    const space = searchSpaceOf(spec);
    const points = new Sobol(space.axes.length, spec.seed);
    const most = Math.min(spec.runCap ?? Infinity, space.size);
    const seen = new Seen();
    let repetitions = 0;
    for (let cell = 0; seen.size < most && repetitions < MAX_REPETITIONS; cell++) {
      const configuration = space.configurationAt(space.pointAt(points.at(cell)));
      repetitions = seen.add(configuration) ? 0 : repetitions + 1;
      if (repetitions === 0) yield { configuration, cell };
    }
  },
};
