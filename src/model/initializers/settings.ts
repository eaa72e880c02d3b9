import type { Assignment } from '../../configuration.ts';

/** Which fan divides the variance of a variance-scaling initializer. */
export const FAN_MODES = ['fan_in', 'fan_out', 'fan_avg'] as const;
export type FanMode = (typeof FAN_MODES)[number];

/** The distributions that a variance-scaling initializer draws from. */
export const SCALED_DISTRIBUTIONS = ['truncated_normal', 'untruncated_normal', 'uniform'] as const;
export type ScaledDistribution = (typeof SCALED_DISTRIBUTIONS)[number];

/** An initializer's name and its own settings, if it takes any. */
export interface InitializerSettings {
  readonly name: string;
  /** The scale of variance_scaling. */
  readonly scale?: number;
  readonly mode?: FanMode;
  readonly distribution?: ScaledDistribution;
  /** Standard deviation of random_normal and truncated_normal, limit of random_uniform. */
  readonly spread?: number;
  /** Factor of orthogonal. */
  readonly gain?: number;
  /** Value of constant. */
  readonly value?: number;
}

/** The initializer that a configuration's parameters ask for. */
export function initializerOf(parameters: Assignment): InitializerSettings {
  const name = String(parameters.kernel_initializer);
  switch (name) {
    case 'variance_scaling':
      return {
        name,
        scale: Number(parameters.initializer_scale),
        mode: parameters.initializer_mode as FanMode,
        distribution: parameters.initializer_distribution as ScaledDistribution,
      };
    case 'orthogonal':
      return { name, gain: Number(parameters.initializer_gain) };
    case 'constant':
      return { name, value: Number(parameters.initializer_value) };
    case 'random_normal':
    case 'random_uniform':
    case 'truncated_normal':
      return { name, spread: Number(parameters.initializer_spread) };
    default:
      return { name };
  }
}
