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
    const values = new Map<string, ParameterValue>();
    for (const configuration of configurations) {
      const value = ownValue(configuration, name);
      if (value !== undefined) values.set(formatValue(value), value);
      if (values.size > MOST) break;
    }
    const sorted = [...values].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
    if (values.size <= MOST)
      categories.set(
        name,
        sorted.map(([, value]) => value),
      );
  }
  return categories;
}
