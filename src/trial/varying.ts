import type { Configuration, ParameterValue } from '../configuration.ts';

/**
 * The parameters in which the configurations differ, in the configurations' order. A parameter with one value
 * wherever it has an effect does not vary.
 */
export function varyingParameters(configurations: readonly Configuration[]): string[] {
  const firsts = new Map<string, ParameterValue>();
  const varying = new Set<string>();
  for (const configuration of configurations) {
    for (const name in configuration) {
      const value = configuration[name]!;
      const first = firsts.get(name);
      if (first === undefined) firsts.set(name, value);
      else if (first !== value && !varying.has(name) && formatValue(first) !== formatValue(value))
        varying.add(name);
    }
  }
  return [...firsts.keys()].filter((name) => varying.has(name));
}

/** A value as people write it; a dash if the parameter has no effect. */
export function formatValue(value: ParameterValue | undefined): string {
  if (value === undefined) return '–';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(formatValue).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, each]) => `${key}: ${formatValue(each)}`)
    .join(', ')}}`;
}

/** The same for reading: a number with many digits is rounded to four, `0.0001521`. */
export function shortValue(value: ParameterValue | undefined): string {
  if (typeof value !== 'number' || Number.isInteger(value)) return formatValue(value);
  return String(Number(value.toPrecision(4)));
}

/** `optimizer=adam units=[32,64] cell="a b"`, for the given parameters, leaving out those without effect. */
export function describeConfiguration(configuration: Configuration, names: readonly string[]): string {
  return names
    .filter((name) => Object.hasOwn(configuration, name))
    .map((name) => `${name}=${inOneWord(configuration[name]!)}`)
    .join(' ');
}

/** A list without spaces, a text with spaces in quotes. */
function inOneWord(value: ParameterValue): string {
  const text = shortValue(value);
  if (typeof value === 'object') return text.replaceAll(/(?<=[,:]) /g, '');
  return /\s/.test(text) ? `"${text}"` : text;
}
