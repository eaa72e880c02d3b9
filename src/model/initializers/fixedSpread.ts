import type { Random } from '../../random.ts';
import { sizeOf } from '../layer.ts';
import type { Initializer } from './index.ts';
import { truncatedNormal } from './truncatedNormal.ts';

/** Keras's default standard deviation, and limit of the uniform one. */
const SPREAD = 0.05;

/** Normal with mean 0. */
export const randomNormal: Initializer = spreading((random) => random.normal());

/** Uniform in ±spread. */
export const randomUniform: Initializer = spreading((random) => 2 * random.uniform() - 1);

/** Normal truncated at two sigma and, like Keras's TruncatedNormal, not rescaled afterwards. */
export const truncatedAtTwoSigma: Initializer = spreading(truncatedNormal);

function spreading(draw: (random: Random) => number): Initializer {
  return ({ shape }, random, { spread = SPREAD }) =>
    Float32Array.from({ length: sizeOf(shape) }, () => draw(random) * spread);
}
