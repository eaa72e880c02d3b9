import type { ParameterValue } from '../configuration.ts';

/** The legal values of a parameter, in words and as a check. */
export interface ValueKind {
  /** The legal values, to follow "must be": `an integer from 1 to 4096`. */
  readonly description: string;
  /** Whether the parameter may be given as a range (`min`, `max`), and of which numbers. */
  readonly range: 'integer' | 'number' | 'none' | 'any';
  /** The legal names, if there is a fixed list. */
  readonly choices?: readonly string[];
  accepts(value: unknown): value is ParameterValue;
  /** The one way to write a value that can be written in several. */
  normalize(value: ParameterValue): ParameterValue;
  /** The value of a name that is another word for it; undefined for all other names. */
  meaning?(written: string): string | undefined;
  /** A next step for particular refused values. */
  hint?(value: unknown): string | undefined;
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

/** One name of a fixed list, spelt exactly as there. */
export function choice(choices: readonly string[]): ValueKind {
  return {
    description: `one of ${choices.join(', ')}`,
    range: 'none',
    choices,
    accepts: (value): value is string => typeof value === 'string' && choices.includes(value),
    normalize: asGiven,
  };
}

/**
 * One name of a fixed list, in any case and with any separator between its words: `ReLU`, `he-normal`,
 * `HeNormal`. `aliases` are other names that may be written for one of them.
 */
export function word(
  choices: readonly string[],
  aliases: Readonly<Record<string, string>> = {},
  meanings: Readonly<Record<string, string>> = {},
): ValueKind {
  const known = new Map(
    [...choices.map((name) => [name, name] as const), ...Object.entries(aliases)].map(
      ([written, name]) => [letters(written), name] as const,
    ),
  );
  const nameOf = (value: unknown) => (typeof value === 'string' ? known.get(letters(value)) : undefined);
  return {
    ...choice(choices),
    accepts: (value): value is string => nameOf(value) !== undefined,
    normalize: (value) => nameOf(value) ?? value,
    meaning(written) {
      const name = nameOf(written);
      if (name === undefined || (letters(name) === letters(written) && choices.includes(name)))
        return undefined;
      return meanings[name] ?? name;
    },
  };
}

function letters(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_-]/g, '');
}

/** true or false. */
export const flag: ValueKind = {
  description: 'true or false',
  range: 'none',
  accepts: (value): value is boolean => typeof value === 'boolean',
  normalize: asGiven,
};

/** Any JSON value. */
export const anyValue: ValueKind = {
  description: 'text, a number, true, false, null, or a list or mapping of these',
  range: 'any',
  accepts: isJson,
  normalize: asGiven,
  hint: (value) =>
    typeof value === 'number' ? 'Put it in quotes, and let the program make a number of it.' : undefined,
};

/** One integer, or a list with one integer per layer; a list of one is written as its element. */
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

function isJson(value: unknown): value is ParameterValue {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isJson);
  return value !== undefined;
}
