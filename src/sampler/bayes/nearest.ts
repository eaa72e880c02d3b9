import type { Configuration } from '../../configuration.ts';
import type { Point } from './parzen.ts';
import type { SearchSpace } from './searchSpace.ts';

/** The one of these that is nearest to a point, the first of several; undefined if there is none. */
export function nearest(
  space: SearchSpace,
  point: Point,
  among: Iterable<Configuration>,
): Configuration | undefined {
  let best: Configuration | undefined;
  let least = Infinity;
  for (const configuration of among) {
    const far = distance(space, point, space.coded(configuration).point);
    if (far >= least) continue;
    least = far;
    best = configuration;
  }
  return best;
}

/**
 * Squared. Two categories are as far apart as the ends of a scale; a parameter that one of them lacks does
 * not count.
 */
function distance(space: SearchSpace, a: Point, b: Point): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) {
    const [x, y] = [a[index]!, b[index]!];
    if (Number.isNaN(x) || Number.isNaN(y) || x === y) continue;
    sum += space.axes[index]!.kind === 'categories' ? 1 : (x - y) ** 2;
  }
  return sum;
}
