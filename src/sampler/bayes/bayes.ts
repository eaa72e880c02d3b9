import type { Spec } from '../../sweepfile/spec.ts';
import { trainableOf } from '../../trainable/index.ts';
import { drawingOrder } from '../drawingOrder.ts';
import type { AdaptiveSampler } from '../sampler.ts';
import { proposeIn } from './propose.ts';
import { SearchSpace } from './searchSpace.ts';

/** A tree-structured Parzen estimator. */
export const bayes: AdaptiveSampler = {
  adaptive: true,
  isEndless: true,
  propose(spec, index, past) {
    return proposeIn(spaceOf(spec), index, past);
  },
};

const SPACES = new WeakMap<Spec['space'], SearchSpace>();

function spaceOf(spec: Spec): SearchSpace {
  let space = SPACES.get(spec.space);
  if (space?.seed !== spec.seed || space.goal !== spec.metric.goal) {
    const parameters = drawingOrder(spec).map((name) => ({ name, distribution: spec.space.get(name)! }));
    const { configure } = trainableOf(spec.setup.kind);
    space = new SearchSpace({ parameters, configure, seed: spec.seed, goal: spec.metric.goal });
    SPACES.set(spec.space, space);
  }
  return space;
}
