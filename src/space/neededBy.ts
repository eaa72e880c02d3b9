import type { ParameterValue } from '../configuration.ts';
import type { Conditions } from './conditions.ts';

/** The values that others need of a parameter. */
export interface Need {
  /** The values with which all of them exist; empty if they exclude one another. */
  readonly values: readonly ParameterValue[];
  /** One of the parameters that need it. */
  readonly by: string;
}

/** The values of parameters with which these exist, through all dependencies. */
export function neededBy(
  space: ReadonlyMap<string, { readonly when?: Conditions }>,
  names: readonly string[],
): Map<string, Need> {
  const needed = new Map<string, Need>();
  const seen = new Set<string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const [parent, values] of Object.entries(space.get(name)?.when ?? {})) {
      const keys = new Set(values.map((value) => JSON.stringify(value)));
      const before = needed.get(parent)?.values;
      const both = before?.filter((value) => keys.has(JSON.stringify(value))) ?? values;
      needed.set(parent, { values: both, by: name });
      open.push(parent);
    }
  }
  return needed;
}
