import type { Spec } from '../../sweepfile/spec.ts';
import { configureIn } from '../configureIn.ts';
import { drawingOrder } from '../drawingOrder.ts';
import { SearchSpace } from './searchSpace.ts';

const SPACES = new WeakMap<Spec['space'], SearchSpace>();

/**
 * The space of a spec's search. The space of the last seed and goal is kept, with what it knows of
 * configurations.
 */
export function searchSpaceOf(spec: Spec): SearchSpace {
  let space = SPACES.get(spec.space);
  if (space?.seed !== spec.seed || space.goal !== spec.metric.goal) {
    const names = drawingOrder(spec);
    const configure = configureIn(spec);
    space = new SearchSpace({
      space: spec.space,
      names,
      configure,
      seed: spec.seed,
      goal: spec.metric.goal,
    });
    SPACES.set(spec.space, space);
  }
  return space;
}
