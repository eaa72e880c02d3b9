import type { Random } from '../random.ts';
import { betaCumulative, betaQuantile } from './incompleteBeta.ts';
import type { LawFamily } from './law.ts';

/** The beta distribution on [0, 1] with shapes `a` and `b`. */
export const beta: LawFamily = {
  keys: { a: { type: 'positive', default: 1 }, b: { type: 'positive', default: 1 } },
  faults: () => [],
  law({ a, b }) {
    return {
      min: 0,
      max: 1,
      draw: (random) => 1 / (1 + Math.exp(logGamma(b!, random) - logGamma(a!, random))),
      place: (value) => betaCumulative(value, a!, b!),
      value: (place) => betaQuantile(place, a!, b!),
    };
  },
};

/**
 * The logarithm of a draw from the gamma distribution with the given shape and scale 1; in logarithms because the
 * draws of small shapes underflow. Marsaglia and Tsang, "A Simple Method for Generating Gamma Variables", 2000.
 */
function logGamma(shape: number, random: Random): number {
  if (shape < 1) return logGamma(shape + 1, random) + Math.log(1 - random.uniform()) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    const accepted = 0.5 * x * x + d - d * v + d * Math.log(v);
    if (Math.log(1 - random.uniform()) < accepted) return Math.log(d * v);
  }
}
