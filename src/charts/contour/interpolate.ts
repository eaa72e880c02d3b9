/** A place in the unit square. */
interface Place {
  readonly x: number;
  readonly y: number;
}

/** A value at a point of the unit square. */
export interface SurfacePoint extends Place {
  readonly value: number;
}

/** The distance, as a share of an axis, beyond which a point says nothing. */
export const REACH = 0.08;

/**
 * Points nearer than this (squared) count alike, so that a point does not outweigh all others at its own
 * position.
 */
const NEAREST = 0.002;
/** Values of an axis are equal up to this. */
const ROUNDING = 1e-9;

/**
 * The mean of the near points' values, each weighted by one over the square of its squared distance (Shepard, "A
 * two-dimensional interpolation function for irregularly-spaced data", 1968, with exponent 4, so that near
 * points decide, and with his circle of influence); undefined where no point is near. Across an axis that is
 * `apart`, only points with the same value are near.
 */
export function interpolate(
  points: readonly SurfacePoint[],
  at: Place,
  apart: { readonly x: boolean; readonly y: boolean },
): number | undefined {
  let sum = 0;
  let weights = 0;
  for (const point of points) {
    const [dx, dy] = [Math.abs(point.x - at.x), Math.abs(point.y - at.y)];
    if ((apart.x && dx > ROUNDING) || (apart.y && dy > ROUNDING)) continue;
    const squared = dx ** 2 + dy ** 2;
    if (squared > REACH ** 2) continue;
    const weight = 1 / (squared + NEAREST) ** 2;
    sum += weight * point.value;
    weights += weight;
  }
  return weights === 0 ? undefined : sum / weights;
}
