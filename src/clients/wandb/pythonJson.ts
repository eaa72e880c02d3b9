import { Refusal } from '../tracker.ts';

/** A string of JSON, or one of Python's tokens that JSON does not have. */
const STRING_OR_TOKEN = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;

const NOT_FINITE: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

/**
 * JSON as Python writes it: NaN and infinities, which are bare tokens there, become strings here.
 * @throws Refusal if it is no JSON.
 */
export function parsePythonJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(text.replace(STRING_OR_TOKEN, (found) => (found[0] === '"' ? found : `"${found}"`)));
    } catch {
      throw new Refusal('invalid', `This is no JSON: ${text.slice(0, 60)}`);
    }
  }
}

/** The number of a value; undefined if it is none. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && Object.hasOwn(NOT_FINITE, value) ? NOT_FINITE[value] : undefined;
}

/** A number in Python's JSON; a client's own parser accepts `NaN` as a string, too. */
export function writtenNumber(value: number | null): number | string | null {
  return value === null || Number.isFinite(value) ? value : String(value);
}

export function mappingOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
