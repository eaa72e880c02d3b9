import type { DistributionKind } from './kind.ts';
import { sortedDefinition } from './kind.ts';
import type { LawFamily } from './law.ts';
import { clamp } from './law.ts';

/** The kind that draws a family's real numbers unchanged. */
export function real(name: string, family: LawFamily): DistributionKind {
  return {
    name,
    keys: family.keys,
    grid: false,
    faults: family.faults,
    build(definition) {
      const law = family.law(definition);
      return {
        kind: name,
        sample: (random) => law.draw(random),
        contains: (value) => Number.isFinite(value) && Number(value) >= law.min && Number(value) <= law.max,
        drawable: Infinity,
        grid: () => undefined,
        encode: (value) => clamp(law.place(Number(value)), 0, 1),
        decode: (place) => law.value(place),
        support: { min: law.min, max: law.max, integer: false },
        definition: () => sortedDefinition(name, definition),
      };
    },
  };
}
