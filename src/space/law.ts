import type { Random } from '../random.ts';
import type { Definition, Fault, KeyRule } from './kind.ts';

/** The law of real random numbers. */
export interface Law {
  /** Bounds of the draws, both inclusive; infinite if a tail has no end. */
  readonly min: number;
  readonly max: number;
  /** A number in [min, max]. */
  draw(random: Random): number;
  /** The position of a number of [min, max] on the law's own scale, from 0 to 1, never decreasing. */
  place(value: number): number;
  /** The number at a position: the inverse of `place`. */
  value(place: number): number;
}

/** Laws of one shape, distinguished by the numbers of their definition. */
export interface LawFamily {
  readonly keys: Readonly<Record<string, KeyRule>>;
  faults(definition: Definition): readonly Fault[];
  law(definition: Definition): Law;
}

/** The rule of every kind with bounds: `min` below `max`. */
export function orderedBounds({ min, max }: Definition): Fault[] {
  return min! < max! ? [] : [{ key: 'min', rule: `must be less than max (${max})` }];
}

/** `value`, or the nearer bound if it lies beyond them. */
export function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
