import type { LawFamily } from './law.ts';
import { clamp, orderedBounds } from './law.ts';

/** Every number between `min` and `max` is equally likely. */
export const uniform: LawFamily = {
  keys: { min: { type: 'number' }, max: { type: 'number' } },
  faults: orderedBounds,
  law(definition) {
    const min = definition.min!;
    const max = definition.max!;
    return {
      min,
      max,
      draw: (random) => clamp(between(min, max, random.uniform()), min, max),
      place: (value) => value / (max - min) - min / (max - min),
      value: (place) => clamp(between(min, max, place), min, max),
    };
  },
};

/** The number whose logarithm is uniform between those of `min` and `max`. */
export const logUniform: LawFamily = {
  keys: { min: { type: 'positive' }, max: { type: 'positive' } },
  faults: orderedBounds,
  law(definition) {
    const min = definition.min!;
    const max = definition.max!;
    const low = Math.log(min);
    const high = Math.log(max);
    return {
      min,
      max,
      draw: (random) => clamp(Math.exp(between(low, high, random.uniform())), min, max),
      place: (value) => (high > low ? (Math.log(value) - low) / (high - low) : 0),
      value: (place) => clamp(Math.exp(between(low, high, place)), min, max),
    };
  },
};

/**
 * The number x for which log(1/x) is uniform between log(1/max) and log(1/min), as W&B documents it: the same
 * law as {@link logUniform}, drawn from the other end.
 */
export const inverseLogUniform: LawFamily = {
  ...logUniform,
  law(definition) {
    const min = definition.min!;
    const max = definition.max!;
    return {
      ...logUniform.law(definition),
      draw: (random) =>
        clamp(1 / Math.exp(between(Math.log(1 / max), Math.log(1 / min), random.uniform())), min, max),
    };
  },
};

/** Written so that no intermediate result overflows. */
function between(low: number, high: number, share: number): number {
  return low * (1 - share) + high * share;
}
