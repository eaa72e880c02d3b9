import type { Initializer } from './index.ts';

/** Normal with mean 0 and the given standard deviation (Keras's RandomNormal has 0.05). */
export function randomNormal(deviation: number): Initializer {
  return (size, _fan, random) => Float32Array.from({ length: size }, () => random.normal() * deviation);
}
