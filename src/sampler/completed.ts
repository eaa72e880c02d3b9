import type { Assignment, Configuration, ParameterValue } from '../configuration.ts';
import type { Random } from '../random.ts';
import { neededBy } from '../space/neededBy.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { configureIn } from './configureIn.ts';
import { drawingOrder } from './drawingOrder.ts';

/**
 * Completes an assignment of some parameters to a configuration: the others are drawn, except that those that
 * decide whether others exist get values with which the assigned ones exist.
 */
export function completed(spec: Spec, given: Assignment, random: Random): Configuration {
  const needed = neededBy(spec.space, Object.keys(given));
  const assigned = drawingOrder(spec).map((name): [string, ParameterValue] => {
    const drawn = spec.space.get(name)!.sample(random);
    if (Object.hasOwn(given, name)) return [name, given[name]!];
    const values = needed.get(name)?.values;
    const fits = values?.some((value) => JSON.stringify(value) === JSON.stringify(drawn)) ?? true;
    return [name, fits ? drawn : values![0]!];
  });
  return configureIn(spec)(Object.fromEntries(assigned));
}
