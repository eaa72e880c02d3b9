import type { DistributionKind } from './kind.ts';
import { sortedDefinition } from './kind.ts';
import type { LawFamily } from './law.ts';
import { clamp } from './law.ts';

/**
 * The kind that draws a family's numbers x as round(x / q) · q, unclipped as in W&B: the ends may lie up to q
 * / 2 beyond `min` and `max`. `grid` says whether a grid sweep accepts it; its values begin at `min` and go
 * up in steps of q, `max` excluded, as W&B's do: they need not be multiples of q.
 */
export function quantised(name: string, family: LawFamily, grid: boolean): DistributionKind {
  return {
    name,
    keys: { ...family.keys, q: { type: 'positive', default: 1 } },
    grid,
    faults: family.faults,
    build(definition) {
      const law = family.law(definition);
      const q = definition.q!;
      const first = Math.round(law.min / q);
      const size = Math.round(law.max / q) - first + 1;
      const min = multiple(first, q);
      const max = multiple(Math.round(law.max / q), q);
      // From 0 to 0.3 by 0.1 there are three values, whatever the last binary digit of the quotient is.
      const steps = Math.ceil(Number(((law.max - law.min) / q).toPrecision(12)));
      const step = (index: number) => exact(law.min + index * q);
      const isStep = (value: number) => {
        const index = Math.round((value - law.min) / q);
        return index >= 0 && index < steps && step(index) === value;
      };
      return {
        kind: name,
        sample: (random) => multiple(Math.round(law.draw(random) / q), q),
        contains: (value) =>
          (Number.isFinite(value) &&
            Number(value) >= min &&
            Number(value) <= max &&
            multiple(Math.round(Number(value) / q), q) === value) ||
          (grid && isStep(Number(value))),
        grid: () => (grid ? { size: steps, at: step } : undefined),
        drawable: size,
        encode: (value) => clamp(law.place(clamp(Number(value), law.min, law.max)), 0, 1),
        decode: (place) => multiple(Math.round(law.value(place) / q), q),
        support: { min, max, integer: Number.isInteger(q) },
        definition: () => sortedDefinition(name, definition),
      };
    },
  };
}

/** count · q without rounding noise in the last binary digit: 3 · 0.1 is 0.3. */
function multiple(count: number, q: number): number {
  return exact(count * q);
}

function exact(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(15)) + 0 : value;
}
