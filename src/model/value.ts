import type { ParameterValue } from '../configuration.ts';

/** What values are legal for a parameter, in words and as a check. */
export interface ValueKind {
  /** What is legal, to stand behind "must be": `an integer from 1 to 4096`. */
  readonly description: string;
  /** Whether a range (`min`, `max`) can stand for it, and of what. */
  readonly range: 'integer' | 'number' | 'none';
  /** The legal names, where there is a fixed list. */
  readonly choices?: readonly string[];
  accepts(value: unknown): value is ParameterValue;
  /** The one way to write a value that can be written in several. */
  normalize(value: ParameterValue): ParameterValue;
}

const asGiven = (value: ParameterValue): ParameterValue => value;

/** Integers from `min` to `max`, both inclusive. */
export function integer(min: number, max: number): ValueKind {
  return {
    description: `an integer from ${min} to ${max}`,
    range: 'integer',
    accepts: (value): value is number => Number.isInteger(value) && within(value as number, min, max),
    normalize: asGiven,
  };
}

/** Real numbers with the given bounds; `above` excludes its bound, `below` too. */
export function real(bounds: { min?: number; above?: number; max?: number; below?: number }): ValueKind {
  const low = bounds.above === undefined ? `at least ${bounds.min ?? 0}` : `above ${bounds.above}`;
  const high = bounds.below === undefined ? `at most ${bounds.max}` : `below ${bounds.below}`;
  return {
    description: `a number ${low} and ${high}`,
    range: 'number',
    accepts: (value): value is number =>
      typeof value === 'number' &&
      Number.isFinite(value) &&
      (bounds.above === undefined ? value >= (bounds.min ?? 0) : value > bounds.above) &&
      (bounds.below === undefined ? value <= (bounds.max ?? Infinity) : value < bounds.below),
    normalize: asGiven,
  };
}

/** One name of a fixed list; `aliases` are other names that may be written for one of them. */
export function choice(
  choices: readonly string[],
  aliases: Readonly<Record<string, string>> = {},
): ValueKind {
  return {
    description: `one of ${choices.join(', ')}`,
    range: 'none',
    choices,
    accepts: (value): value is string =>
      typeof value === 'string' && (choices.includes(value) || Object.hasOwn(aliases, value)),
    normalize: (value) => (Object.hasOwn(aliases, String(value)) ? aliases[String(value)]! : value),
  };
}

/** true or false. */
export const flag: ValueKind = {
  description: 'true or false',
  range: 'none',
  accepts: (value): value is boolean => typeof value === 'boolean',
  normalize: asGiven,
};

/** One integer, or a list of them for a layer each; a list of one is written as its element. */
export function integerPerLayer(min: number, max: number, fewest: 0 | 1, most: number): ValueKind {
  const one = integer(min, max);
  return {
    description: `${one.description}, or a list of ${fewest} to ${most} of them (a layer each)`,
    range: 'integer',
    accepts: (value): value is number | readonly number[] =>
      Array.isArray(value)
        ? within(value.length, fewest, most) && value.every((element) => one.accepts(element))
        : one.accepts(value),
    normalize: (value) => (Array.isArray(value) && value.length === 1 ? value[0] : value),
  };
}

/** The values of a per-layer parameter as a list. */
export function perLayer(value: ParameterValue): readonly number[] {
  return Array.isArray(value) ? value : [value as number];
}

function within(value: number, min: number, max: number): boolean {
  return value >= min && value <= max;
}
