import { PythonFloat, type PythonValue } from './floats.ts';

/** A value as Python's `str` writes it, which is what W&B hands to programs: `True`, `None`, `1e-05`, `[1, 'a']`. */
export function pythonText(value: PythonValue): string {
  return typeof value === 'string' ? value : representation(value);
}

/** JSON in which a float has a point or an exponent. */
export function pythonJson(value: PythonValue): string {
  if (value instanceof PythonFloat) return float(value.value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(pythonJson)}]`;
  const entries = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}:${pythonJson(each)}`);
  return `{${entries}}`;
}

function representation(value: PythonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value instanceof PythonFloat) return float(value.value);
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(representation).join(', ')}]`;
  const entries = Object.entries(value).map(([key, each]) => `${quoted(key)}: ${representation(each)}`);
  return `{${entries.join(', ')}}`;
}

/** A whole number that JSON keeps is an integer. */
function number(value: number): string {
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : float(value);
}

/** Shortest digits, as in JavaScript, with an exponent, of two digits at least, below 1e-4 and from 1e16 on. */
function float(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16))
    return value.toExponential().replace(/([+-])(\d)$/, '$10$2');
  if (!Number.isInteger(value)) return String(value);
  return `${Object.is(value, -0) ? '-0' : value}.0`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

/** Python's `repr` of a string: in single quotes unless it holds some and no double ones. */
function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\\\p{Cc}]/gu, (character) => {
    return ESCAPES[character] ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}
