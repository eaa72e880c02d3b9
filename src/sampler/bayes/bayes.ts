import { guessOf } from '../prior.ts';
import type { AdaptiveSampler } from '../sampler.ts';
import { proposeAmong } from './among.ts';
import { proposeIn } from './propose.ts';
import { searchSpaceOf } from './searchSpaceOf.ts';

/** A tree-structured Parzen estimator. */
export const bayes: AdaptiveSampler = {
  adaptive: true,
  isEndless: true,
  propose(spec, index, past) {
    const space = searchSpaceOf(spec);
    const guess = guessOf(spec);
    return past.among
      ? proposeAmong(space, index, past, past.among, guess)
      : proposeIn(space, index, past, guess);
  },
};
