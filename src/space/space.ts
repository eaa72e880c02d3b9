import type { ParameterValue } from '../configuration.ts';
import type { Random } from '../random.ts';
import type { Conditions } from './conditions.ts';

/**
 * The values that one parameter may take, and how likely each is. Immutable. One file per family of kinds; the
 * registry in `index.ts` builds them from W&B's definitions.
 */
export interface Distribution {
  /** W&B's name of the kind: `categorical`, `int_uniform`, `log_uniform_values`. */
  readonly kind: string;
  /** A value that `contains` accepts; it depends only on the generator's state. */
  sample(random: Random): ParameterValue;
  contains(value: ParameterValue): boolean;
  /** Number of different values that it can draw; infinite if they have no end. */
  readonly drawable: number;
  /** All values that a grid tries, in order, without repetition; undefined if there are infinitely many. */
  grid(): Grid | undefined;
  /**
   * The position in [0, 1] of a value that `contains` accepts, for samplers and charts: by index for
   * categorical values, on the distribution's own scale (linear, logarithmic, cumulative probability) for
   * numbers.
   */
  encode(value: ParameterValue): number;
  /**
   * The value nearest to a position in [0, 1]: the inverse of `encode`. If `encode` is a cumulative
   * probability, evenly drawn positions give what `sample` draws.
   */
  decode(place: number): ParameterValue;
  /** The smallest and largest number it can draw; undefined if the values are listed. */
  readonly support: Support | undefined;
  /** The conditions under which the parameter exists; always if absent. */
  readonly when?: Conditions;
  /** The definition as plain data with sorted keys, defaults filled in; equal for equal distributions. */
  definition(): Readonly<Record<string, unknown>>;
}

/** Finitely many values, made on demand: there may be more than memory holds. */
export interface Grid {
  readonly size: number;
  /** The value at an index in [0, size). */
  at(index: number): ParameterValue;
}

/** Bounds of the numbers drawn, both inclusive, infinite if a tail has no end. */
export interface Support {
  readonly min: number;
  readonly max: number;
  /** True if every draw is an integer. */
  readonly integer: boolean;
}

/** Canonical parameter name → its distribution. */
export type Space = ReadonlyMap<string, Distribution>;
