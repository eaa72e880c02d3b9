import { type Configuration, canonicalJson } from '../configuration.ts';
import { hasConditions } from '../space/conditions.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { searchSpaceOf } from './bayes/searchSpaceOf.ts';
import { configureIn } from './configureIn.ts';

/**
 * Whether a spec may propose that configuration: each of its parameters in the space has a value of the
 * space, and each parameter whose conditions do not hold is absent or has its default.
 */
export function fitsSpace(spec: Spec, configuration: Configuration): boolean {
  const { space } = spec;
  const isConditional = hasConditions(space);
  const assigned = isConditional ? searchSpaceOf(spec).assigned(configuration) : configuration;
  const fits = Object.entries(assigned).every(([name, value]) => space.get(name)?.contains(value) ?? true);
  return (
    fits && (!isConditional || canonicalJson(configureIn(spec)(assigned)) === canonicalJson(configuration))
  );
}
