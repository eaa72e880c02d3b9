import { PythonFloat, type PythonValue } from '../../trainable/program/floats.ts';
import { pythonJson } from '../../trainable/program/pythonText.ts';

/** Texts that YAML 1.1, too, takes for themselves without quotes. */
const PLAIN = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
const RESERVED = /^(true|false|yes|no|on|off|null|y|n)$/i;

/** A text, in quotes if YAML would read something else without them. */
export function yamlWord(text: string): string {
  return PLAIN.test(text) && !RESERVED.test(text) ? text : JSON.stringify(text);
}

/** A value on one line. A number with an exponent also gets a point: without one, PyYAML reads a text. */
export function yamlValue(value: PythonValue): string {
  if (typeof value === 'string') return yamlWord(value);
  if (typeof value === 'number' || value instanceof PythonFloat)
    return pythonJson(value).replace(/^(-?\d+)e/, '$1.0e');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(yamlValue).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, each]) => `${JSON.stringify(key)}: ${yamlValue(each)}`)
    .join(', ')}}`;
}
