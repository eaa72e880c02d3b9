import type { Assignment, ParameterValue } from '../configuration.ts';
import { sortedDefinition } from './kind.ts';
import type { Distribution, Space } from './space.ts';

/**
 * Values of other parameters with which a parameter exists: each of these must exist and have one of its
 * values.
 */
export type Conditions = Readonly<Record<string, readonly ParameterValue[]>>;

/** The distribution of a parameter that exists only if these conditions hold. */
export function conditional(inner: Distribution, conditions: Conditions): Distribution {
  const when = Object.fromEntries(
    Object.entries(conditions)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, values]) => [name, [...values].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))]),
  );
  const { distribution, ...definition } = inner.definition();
  return {
    ...inner,
    when,
    definition: () => sortedDefinition(String(distribution), { ...definition, when }),
  };
}

export function hasConditions(space: Space): boolean {
  return [...space.values()].some(({ when }) => when !== undefined);
}

/** An assignment without the parameters of the space that do not exist there. */
export function existing(space: Space, assigned: Assignment): Assignment {
  if (!hasConditions(space)) return assigned;
  const known = new Map<string, boolean>();
  const exists = (name: string): boolean => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const now = holds(space.get(name)?.when, (other) =>
      Object.hasOwn(assigned, other) && exists(other) ? assigned[other] : undefined,
    );
    known.set(name, now);
    return now;
  };
  return Object.fromEntries(Object.entries(assigned).filter(([name]) => exists(name)));
}

/** Whether all conditions hold; `valueIn` gives the value of a parameter that exists, else undefined. */
export function holds(
  when: Conditions | undefined,
  valueIn: (name: string) => ParameterValue | undefined,
): boolean {
  return Object.entries(when ?? {}).every(([name, values]) => {
    const value = valueIn(name);
    return value !== undefined && values.some((each) => keyOf(each) === keyOf(value));
  });
}

/** The names, each after those that its existence depends on, otherwise in the given order. */
export function parentsFirst(space: Space, names: readonly string[]): string[] {
  const ordered = new Set<string>();
  const open = new Set<string>();
  const add = (name: string) => {
    if (ordered.has(name) || open.has(name)) return;
    open.add(name);
    for (const parent of Object.keys(space.get(name)?.when ?? {})) if (space.has(parent)) add(parent);
    ordered.add(name);
  };
  for (const name of names) add(name);
  return [...ordered];
}

function keyOf(value: ParameterValue): string {
  return JSON.stringify(value);
}
