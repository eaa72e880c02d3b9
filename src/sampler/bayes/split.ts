import type { Observation, Past } from '../sampler.ts';
import type { Point } from './parzen.ts';
import type { SearchSpace } from './searchSpace.ts';

/** The data of a model: points in the order of their proposals. */
export interface GoodAndBad {
  readonly good: readonly Point[];
  readonly bad: readonly Point[];
}

/** Number of good ones among this many observations. */
export function goodCount(count: number): number {
  return Math.min(Math.ceil(0.1 * count), 25);
}

/**
 * Completed configurations by their value, then pruned ones: the one with more steps first, then by value.
 */
export function split(space: SearchSpace, { known, pending }: Past): GoodAndBad {
  const sign = space.goal === 'minimize' ? 1 : -1;
  const best = new Set(bestOf(known, goodCount(known.length), (a, b) => order(a, b, sign)));
  const pointOf = ({ configuration }: Pick<Observation, 'configuration'>) => space.coded(configuration).point;
  const inOrder = [...known].sort((a, b) => a.index - b.index);
  return {
    good: inOrder.filter((each) => best.has(each)).map(pointOf),
    bad: [
      ...inOrder.filter((each) => !best.has(each)).map(pointOf),
      ...pending.map((configuration) => pointOf({ configuration })),
    ],
  };
}

/** The first ones in that order, up to a number, of those that have a value; there are few of them. */
function bestOf(
  known: readonly Observation[],
  count: number,
  compare: (a: Observation, b: Observation) => number,
): Observation[] {
  const best: Observation[] = [];
  for (const each of known) {
    if (each.state === 'failed' || !Number.isFinite(each.value)) continue;
    if (best.length === count && compare(best[count - 1]!, each) <= 0) continue;
    const before = best.findIndex((other) => compare(each, other) < 0);
    best.splice(before < 0 ? best.length : before, 0, each);
    if (best.length > count) best.pop();
  }
  return best;
}

function order(a: Observation, b: Observation, sign: number): number {
  if (a.state !== b.state) return a.state === 'completed' ? -1 : 1;
  const further = a.state === 'pruned' ? b.lastStep - a.lastStep : 0;
  return further || sign * (a.value! - b.value!) || a.index - b.index;
}
