/** A value at a point of the unit square. */
export interface SurfacePoint {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

/**
 * Points nearer than this (squared) count alike, so that a point does not outweigh all others at its own
 * position.
 */
const NEAREST = 0.002;

/**
 * The mean of the points' values, each weighted by one over the square of its squared distance (Shepard, "A
 * two-dimensional interpolation function for irregularly-spaced data", 1968, with exponent 4, so that near
 * points decide). There is at least one point.
 */
export function interpolate(points: readonly SurfacePoint[], x: number, y: number): number {
  let sum = 0;
  let weights = 0;
  for (const point of points) {
    const weight = 1 / ((point.x - x) ** 2 + (point.y - y) ** 2 + NEAREST) ** 2;
    sum += weight * point.value;
    weights += weight;
  }
  return sum / weights;
}
