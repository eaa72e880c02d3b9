import type { ParameterValue } from '../configuration.ts';
import { holds, parentsFirst } from './conditions.ts';
import type { Distribution, Space } from './space.ts';

/**
 * Number of different assignments of a space in which each parameter has a number of values and some exist
 * only with others.
 */
export function countAssignments(space: Space, valuesOf: (distribution: Distribution) => number): number {
  return partsOf(space).reduce((product, names) => product * countPart(space, names, valuesOf), 1);
}

/** The parameters in parts; no parameter decides whether one of another part exists. */
function partsOf(space: Space): string[][] {
  const partOf = new Map([...space.keys()].map((name) => [name, [name]]));
  for (const [name, { when }] of space) {
    for (const parent of Object.keys(when ?? {})) {
      const [into, from] = [partOf.get(name)!, partOf.get(parent)];
      if (!from || into === from) continue;
      into.push(...from);
      for (const each of from) partOf.set(each, into);
    }
  }
  return [...new Set(partOf.values())];
}

function countPart(
  space: Space,
  names: readonly string[],
  valuesOf: (distribution: Distribution) => number,
): number {
  const mentioned = mentionedIn(space, names);
  const deciding = parentsFirst(space, names).filter((name) => mentioned.has(name));
  const others = names.filter((name) => !mentioned.has(name));
  const chosen = new Map<string, ParameterValue>();
  const exists = (name: string) => holds(space.get(name)!.when, (other) => chosen.get(other));
  const countFrom = (at: number): number => {
    const name = deciding[at];
    if (name === undefined)
      return others.reduce((count, each) => count * (exists(each) ? valuesOf(space.get(each)!) : 1), 1);
    if (!exists(name)) return countFrom(at + 1);
    const values = mentioned.get(name)!.filter((value) => space.get(name)!.contains(value));
    let count = 0;
    for (const value of values) {
      chosen.set(name, value);
      count += countFrom(at + 1);
    }
    const unmentioned = valuesOf(space.get(name)!) - values.length;
    if (unmentioned > 0) {
      // No condition names these values, so one stands for all.
      chosen.set(name, { unmentioned });
      count += unmentioned * countFrom(at + 1);
    }
    chosen.delete(name);
    return count;
  };
  return countFrom(0);
}

/** The values that conditions name, by parameter, each once. */
function mentionedIn(space: Space, names: readonly string[]): Map<string, ParameterValue[]> {
  const mentioned = new Map<string, Map<string, ParameterValue>>();
  for (const name of names) {
    for (const [parent, values] of Object.entries(space.get(name)!.when ?? {})) {
      const known = mentioned.get(parent) ?? new Map<string, ParameterValue>();
      for (const value of values) known.set(JSON.stringify(value), value);
      mentioned.set(parent, known);
    }
  }
  return new Map([...mentioned].map(([name, values]) => [name, [...values.values()]]));
}
