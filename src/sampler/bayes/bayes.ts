import { guessOf } from '../prior.ts';
import type { AdaptiveSampler } from '../sampler.ts';
import { proposeIn } from './propose.ts';
import { searchSpaceOf } from './searchSpaceOf.ts';

/** A tree-structured Parzen estimator. */
export const bayes: AdaptiveSampler = {
  adaptive: true,
  isEndless: true,
  propose(spec, index, past) {
    return proposeIn(searchSpaceOf(spec), index, past, guessOf(spec));
  },
};
