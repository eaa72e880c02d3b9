import type { DistributionKind } from './kind.ts';
import { sortedDefinition } from './kind.ts';
import type { LawFamily } from './law.ts';
import { clamp } from './law.ts';

/**
 * The kind that draws a family's numbers x as round(x / q) · q, unclipped as W&B does it: the ends may lie up to
 * q / 2 beyond `min` and `max`. `grid` says whether a grid sweep takes it.
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
      return {
        kind: name,
        sample: (random) => multiple(Math.round(law.draw(random) / q), q),
        contains: (value) =>
          Number.isFinite(value) &&
          Number(value) >= min &&
          Number(value) <= max &&
          multiple(Math.round(Number(value) / q), q) === value,
        grid: () => (Number.isFinite(size) ? { size, at: (index) => multiple(first + index, q) } : undefined),
        encode: (value) => clamp(law.place(clamp(Number(value), law.min, law.max)), 0, 1),
        support: { min, max, integer: Number.isInteger(q) },
        definition: () => sortedDefinition(name, definition),
      };
    },
  };
}

/** count · q without the last binary digit's noise: 3 · 0.1 is 0.3. */
function multiple(count: number, q: number): number {
  const product = count * q;
  return Number.isFinite(product) ? Number(product.toPrecision(15)) + 0 : product;
}
