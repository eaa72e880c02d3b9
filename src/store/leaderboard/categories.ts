import type { Configuration, ParameterValue } from '../../configuration.ts';
import { ownValue } from '../../ownValue.ts';
import { formatValue } from '../../trial/varying.ts';

/** Most values that a reader would choose from. */
const MOST = 24;

/** The values of each of these parameters, sorted, of those that have few. */
export function categoriesOf(
  configurations: readonly Configuration[],
  names: readonly string[],
): ReadonlyMap<string, readonly ParameterValue[]> {
  const categories = new Map<string, readonly ParameterValue[]>();
  for (const name of names) {
    const values = fewValues(valuesOf(configurations, name));
    if (values) categories.set(name, values);
  }
  return categories;
}

function* valuesOf(configurations: readonly Configuration[], name: string) {
  for (const configuration of configurations) yield ownValue(configuration, name);
}

/** Each of these values once, sorted; undefined if there are more than a reader would choose from. */
export function fewValues(all: Iterable<ParameterValue | undefined>): readonly ParameterValue[] | undefined {
  const values = new Map<string, ParameterValue>();
  for (const value of all) {
    if (value !== undefined) values.set(formatValue(value), value);
    if (values.size > MOST) return undefined;
  }
  const sorted = [...values].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  return sorted.map(([, value]) => value);
}
