import type { Configuration } from '../configuration.ts';
import type { Spec } from '../sweepfile/spec.ts';

/** Whether a spec may propose that configuration: each of its parameters that the space has holds a value of it. */
export function fitsSpace({ space }: Pick<Spec, 'space'>, configuration: Configuration): boolean {
  return Object.entries(configuration).every(([name, value]) => space.get(name)?.contains(value) ?? true);
}
