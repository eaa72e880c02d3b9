import { PythonFloat } from '../../trainable/program/floats.ts';
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

/** A string of JSON, or a number that is a float although it may be whole. */
const STRING_OR_FLOAT = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+)/g;

/** The same with whole numbers that are floats, such as `1.0`, told apart. */
export function parsePythonValues(text: string): unknown {
  const marked = text.replace(STRING_OR_FLOAT, (found) => (found[0] === '"' ? found : '"float"'));
  return toldApart(parsePythonJson(text), parsePythonJson(marked));
}

function toldApart(value: unknown, mark: unknown): unknown {
  if (typeof value === 'number')
    return mark === 'float' && Number.isInteger(value) ? new PythonFloat(value) : value;
  if (Array.isArray(value)) return value.map((each, index) => toldApart(each, (mark as unknown[])[index]));
  const mapping = mappingOf(value);
  if (!mapping) return value;
  const marks = mark as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(mapping).map(([key, each]) => [key, toldApart(each, marks[key])]));
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
