import type { Configuration, ParameterValue } from '../../configuration.ts';

/** Which numbers of a value are floats although they are whole, as `1.0` is: JSON numbers do not tell. */
export type Floats = true | { readonly [part: string]: Floats };

/** The same of a parameter: every number that it takes, or parts of listed values, by the JSON of these. */
export type ParameterFloats = true | Readonly<Record<string, Floats>>;

/** A number that is a float to Python. */
export class PythonFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** A value that tells floats from integers. */
export type PythonValue =
  | Exclude<ParameterValue, object>
  | PythonFloat
  | readonly PythonValue[]
  | { readonly [key: string]: PythonValue };

export type PythonValues = Readonly<Record<string, PythonValue>>;

/** A configuration with its floats told apart; `floats` is by the parameters' names. */
export function pythonValues(
  configuration: Configuration,
  floats: Readonly<Record<string, ParameterFloats>> = {},
): PythonValues {
  const entries = Object.entries(configuration).map(([name, value]) => {
    const own = Object.hasOwn(floats, name) ? floats[name]! : {};
    const parts = own === true ? own : own[JSON.stringify(value)];
    return [name, parts === undefined ? value : marked(value, parts)];
  });
  return Object.fromEntries(entries);
}

/** Which numbers of these values are floats, by name. */
export function floatsOf(values: PythonValues): Readonly<Record<string, Floats>> {
  const found = floatsIn(values);
  return found === undefined || found === true ? {} : found;
}

/** Values without and, by {@link withFloats}, with their floats told apart. */
export function plainValues(values: PythonValues): Configuration {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plain(value)]));
}

export function withFloats(
  values: Configuration,
  floats: Readonly<Record<string, Floats>> = {},
): PythonValues {
  return marked(values, floats) as PythonValues;
}

function plain(value: PythonValue): ParameterValue {
  if (value instanceof PythonFloat) return value.value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}

function floatsIn(value: PythonValue): Floats | undefined {
  if (value instanceof PythonFloat) return true;
  if (typeof value !== 'object' || value === null) return undefined;
  const parts = Object.entries(value).flatMap(([key, each]) => {
    const found = floatsIn(each);
    return found === undefined ? [] : [[key, found] as const];
  });
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}

function marked(value: ParameterValue, floats: Floats): PythonValue {
  if (typeof value === 'number') return floats === true ? new PythonFloat(value) : value;
  if (typeof value !== 'object' || value === null || floats === true) return value;
  const part = (each: ParameterValue, key: string | number) =>
    Object.hasOwn(floats, key) ? marked(each, floats[key]!) : each;
  if (Array.isArray(value)) return value.map(part);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, part(each, key)]));
}
