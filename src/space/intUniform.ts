import type { DistributionKind } from './kind.ts';
import { sortedDefinition } from './kind.ts';
import { orderedBounds } from './law.ts';

/** Integers from `min` to `max`, both inclusive, all equally likely. */
export const intUniform: DistributionKind = {
  name: 'int_uniform',
  keys: { min: { type: 'integer' }, max: { type: 'integer' } },
  grid: true,
  faults: orderedBounds,
  build(definition) {
    const min = definition.min!;
    const max = definition.max!;
    const size = max - min + 1;
    return {
      kind: 'int_uniform',
      sample: (random) =>
        min +
        (size <= 2 ** 32 ? random.below(size) : Math.min(size - 1, Math.floor(random.uniform() * size))),
      contains: (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
      drawable: size,
      grid: () => ({ size, at: (index) => min + index }),
      encode: (value) => (Number(value) - min) / (max - min),
      decode: (place) => min + Math.round(place * (max - min)),
      support: { min, max, integer: true },
      definition: () => sortedDefinition('int_uniform', definition),
    };
  },
};
