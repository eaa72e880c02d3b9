import type { Initializer } from './index.ts';
import { truncatedNormal } from './truncatedNormal.ts';

/** Which fan divides the scale: the inputs (LeCun et al. 1998, He et al. 2015) or the average of both (Glorot and Bengio 2010). */
type FanMode = 'in' | 'average';

/** Standard deviation of a standard normal truncated at two sigma; Keras divides by it. */
const TRUNCATED_DEVIATION = 0.87962566103423978;

/** Uniform in ±√(3·scale/fan): variance scale/fan. */
export function uniformScaling(scale: number, mode: FanMode): Initializer {
  return (size, fan, random) => {
    const limit = Math.sqrt((3 * scale) / fanOf(fan, mode));
    return Float32Array.from({ length: size }, () => (2 * random.uniform() - 1) * limit);
  };
}

/** Normal truncated at two sigma, rescaled so that the variance is scale/fan. */
export function truncatedScaling(scale: number, mode: FanMode): Initializer {
  return (size, fan, random) => {
    const deviation = Math.sqrt(scale / fanOf(fan, mode)) / TRUNCATED_DEVIATION;
    return Float32Array.from({ length: size }, () => truncatedNormal(random) * deviation);
  };
}

function fanOf(fan: { in: number; out: number }, mode: FanMode): number {
  return Math.max(1, mode === 'in' ? fan.in : (fan.in + fan.out) / 2);
}
