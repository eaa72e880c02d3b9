import type { ParameterValue } from '../configuration.ts';
import type { Random } from '../random.ts';

/**
 * The values that one parameter may take, and how likely each is. One file per family of kinds; the registry in
 * `index.ts` builds them from W&B's definitions.
 */
export interface Distribution {
  /** W&B's name of the kind: `categorical`, `int_uniform`, `log_uniform_values`. */
  readonly kind: string;
  sample(random: Random): ParameterValue;
  contains(value: ParameterValue): boolean;
  /** All values in order, or undefined where there are infinitely many. */
  grid(): readonly ParameterValue[] | undefined;
  /** The value's place in [0, 1] for samplers and charts; categorical values by their index. */
  encode(value: ParameterValue): number;
  /** The definition as plain data with sorted keys, equal for equal distributions. */
  definition(): Readonly<Record<string, unknown>>;
}

/** Canonical parameter name → its distribution. */
export type Space = ReadonlyMap<string, Distribution>;
