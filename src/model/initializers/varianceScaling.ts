import type { Random } from '../../random.ts';
import { sizeOf } from '../layer.ts';
import type { Fillable, Initializer } from './index.ts';
import type { FanMode, InitializerSettings, ScaledDistribution } from './settings.ts';
import { truncatedNormal } from './truncatedNormal.ts';

/** Standard deviation of a standard normal truncated at two sigma; Keras divides by it. */
const TRUNCATED_DEVIATION = 0.87962566103423978;

const DRAWS: Readonly<Record<ScaledDistribution, (random: Random, variance: number) => number>> = {
  uniform: (random, variance) => (2 * random.uniform() - 1) * Math.sqrt(3 * variance),
  untruncated_normal: (random, variance) => random.normal() * Math.sqrt(variance),
  truncated_normal: (random, variance) =>
    truncatedNormal(random) * (Math.sqrt(variance) / TRUNCATED_DEVIATION),
};

/**
 * Draws with variance scale/fan; the fan is the inputs (LeCun et al. 1998, He et al. 2015), the outputs or
 * the average of both (Glorot and Bengio 2010). Settings that are not fixed here come from the configuration;
 * Keras's defaults are scale 1, fan_in and truncated_normal.
 */
export function varianceScaling(fixed: Partial<InitializerSettings> = {}): Initializer {
  return (tensor, random, settings) => {
    const all = { ...settings, ...fixed };
    const { scale = 1, mode = 'fan_in', distribution = 'truncated_normal' } = all;
    const variance = scale / fanOf(tensor.fan, mode);
    const draw = DRAWS[distribution];
    return Float32Array.from({ length: sizeOf(tensor.shape) }, () => draw(random, variance));
  };
}

function fanOf(fan: Fillable['fan'], mode: FanMode): number {
  if (mode === 'fan_avg') return Math.max(1, (fan.in + fan.out) / 2);
  return Math.max(1, mode === 'fan_in' ? fan.in : fan.out);
}
