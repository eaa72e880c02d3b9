import { SweepError } from '../../errors.ts';
import { readDuration } from '../../sweepfile/duration.ts';
import { nearest } from '../../sweepfile/suggest.ts';

/** An option or an argument of a command: its description for `--help`, and how its text becomes a value. */
export interface Option<T> {
  /** A flag takes no value, `one` takes a single value, `many` may be written several times. */
  readonly kind: 'flag' | 'one' | 'many';
  readonly describe: string;
  readonly type: 'boolean' | 'number' | 'string';
  /** The possible values, and the default. */
  readonly choices?: readonly string[];
  readonly usual?: string | number;
  /** Set if it must be written: its name, such as `a spec`, for the message if it is not. */
  readonly required?: string;
  /** Says what to do if it is missing. */
  readonly missing?: () => string | undefined;
  /** Reads all its written values, in order; `name` is the name that the user knows. */
  read(written: readonly string[], name: string): T;
}

export type OptionTable = Readonly<Record<string, Option<unknown>>>;

/** The values that a table of options has once it is read. */
export type Values<O extends OptionTable> = {
  readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never;
};

export function flag(describe: string): Option<boolean | undefined> {
  return {
    kind: 'flag',
    type: 'boolean',
    describe,
    read: (written) => (written.length === 0 ? undefined : written.at(-1) === 'true'),
  };
}

export function text(describe: string): Option<string | undefined>;
export function text(describe: string, usual: string): Option<string>;
export function text(describe: string, usual?: string): Option<string | undefined> {
  return { kind: 'one', type: 'string', describe, ...given({ usual }), read: ([only = usual]) => only };
}

/**
 * A required argument, such as the spec of `run`; `name` is what messages call it, with its article, `missing` says what to do
 * without it.
 */
export function required(name: string, describe: string, missing?: () => string | undefined): Option<string> {
  const hint = missing ? { missing } : {};
  return { kind: 'one', type: 'string', describe, required: name, ...hint, read: ([only]) => only! };
}

/** A length of time such as `30m`, in ms. */
export function lengthOfTime(describe: string): Option<number | undefined> {
  return {
    kind: 'one',
    type: 'string',
    describe,
    read([only], name) {
      if (only === undefined) return undefined;
      const ms = readDuration(only);
      if (ms) return ms;
      throw new SweepError(
        'usage',
        `${name} must be a length of time, such as 90s, 30m or 1h30m, not ${only}.`,
      );
    },
  };
}

export function texts(describe: string): Option<readonly string[]> {
  return { kind: 'many', type: 'string', describe, read: (written) => written };
}

export interface Range {
  readonly least: number;
  readonly most?: number;
}

export function integer(describe: string, range: Range): Option<number | undefined>;
export function integer(describe: string, range: Range, usual: number): Option<number>;
export function integer(
  describe: string,
  { least, most = Number.MAX_SAFE_INTEGER }: Range,
  usual?: number,
): Option<number | undefined> {
  return {
    kind: 'one',
    type: 'number',
    describe,
    ...given({ usual }),
    read([only], name) {
      if (only === undefined) return usual;
      const value = Number(only);
      if (Number.isInteger(value) && value >= least && value <= most) return value;
      const range = most < Number.MAX_SAFE_INTEGER ? `from ${least} to ${most}` : `of at least ${least}`;
      throw new SweepError('usage', `${name} must be an integer ${range}, not ${only}.`);
    },
  };
}

interface ChoiceHints {
  /** What to do where none of the choices is meant. */
  readonly otherwise?: string;
}

export function choice<const T extends string>(
  describe: string,
  choices: readonly T[],
): Option<T | undefined>;
export function choice<const T extends string>(
  describe: string,
  choices: readonly T[],
  usual: NoInfer<T>,
  hints?: ChoiceHints,
): Option<T>;
export function choice<const T extends string>(
  describe: string,
  choices: readonly T[],
  usual?: NoInfer<T>,
  { otherwise }: ChoiceHints = {},
): Option<T | undefined> {
  return {
    kind: 'one',
    type: 'string',
    describe,
    choices,
    ...given({ usual }),
    read([only], name) {
      const found = only === undefined ? usual : choices.find((each) => each === only);
      if (only === undefined || found !== undefined) return found;
      const near = nearest(only, choices);
      const hint = near ? `Did you mean ${near}?` : otherwise;
      throw new SweepError('usage', `${name} must be ${either(choices)}, not ${only}.`, hint);
    },
  };
}

/** `a, b or c`. */
function either(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), words.at(-1)].filter(Boolean).join(' or ');
}

function given<T>({ usual }: { readonly usual: T | undefined }): { usual?: T } {
  return usual === undefined ? {} : { usual };
}
