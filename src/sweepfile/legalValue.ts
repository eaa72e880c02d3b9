import { z } from 'zod';
import type { ValueKind } from '../model/value.ts';
import { didYouMean } from './suggest.ts';
import { valueText } from './valueText.ts';

/** The message for a value that a schema refuses. */
export interface Legal {
  /** The words after "must be". */
  readonly description: string;
  readonly choices?: readonly string[];
  accepts(value: unknown): boolean;
  /** A next step for particular values, used before the general ones. */
  hint?(value: unknown): string | undefined;
}

/** A zod schema that accepts what `legal` does, and leaves the wording to {@link refusal} and {@link hintFor}. */
export function schemaOf<T>(legal: Legal | ValueKind) {
  return z.custom<T>((value) => legal.accepts(value), {
    error: `must be ${legal.description}`,
    params: { legal },
  });
}

/** `seed must be an integer from 0 to 100, not -5`. */
export function refusal(label: string, rule: string, value: unknown): string {
  return `${label} ${rule}, ${value === null ? 'but it has no value' : `not ${valueText(value)}`}`;
}

/** The value that a user who wrote `value` probably meant. */
export function hintFor(legal: Legal, value: unknown): string | undefined {
  const own = legal.hint?.(value);
  if (own !== undefined || typeof value !== 'string') return own;
  if (value.trim() !== '' && legal.accepts(Number(value))) {
    return `Remove the quotes: ${valueText(value)} is text, ${Number(value)} is a number.`;
  }
  if (legal.accepts(true) && /^(true|yes|on|false|no|off)$/i.test(value)) {
    return `Write ${/^(true|yes|on)$/i.test(value) ? 'true' : 'false'}, without quotes.`;
  }
  return legal.choices && didYouMean(value, legal.choices);
}

/** Expands a scalar to the mapping `{key: scalar}` that it abbreviates; any other value stays unchanged. */
export function shorthand<S extends z.ZodType>(key: string, schema: S) {
  return z.preprocess((value) => (isScalar(value) ? { [key]: value } : value), schema);
}

export function isScalar(value: unknown): boolean {
  return (
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null
  );
}
