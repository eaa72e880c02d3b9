import type { Initializer } from './index.ts';
import { truncatedNormal } from './truncatedNormal.ts';

/** Normal with mean 0 and the given standard deviation (Keras's RandomNormal has 0.05). */
export function randomNormal(deviation: number): Initializer {
  return (size, _fan, random) => Float32Array.from({ length: size }, () => random.normal() * deviation);
}

/** Uniform in ±limit (Keras's RandomUniform has 0.05). */
export function randomUniform(limit: number): Initializer {
  return (size, _fan, random) =>
    Float32Array.from({ length: size }, () => (2 * random.uniform() - 1) * limit);
}

/** Normal truncated at two sigma and, as Keras's TruncatedNormal (0.05), not rescaled afterwards. */
export function truncatedAtTwoSigma(deviation: number): Initializer {
  return (size, _fan, random) =>
    Float32Array.from({ length: size }, () => truncatedNormal(random) * deviation);
}
