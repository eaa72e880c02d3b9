import type { ParameterValue } from '../configuration.ts';
import type { Random } from '../random.ts';
import type { Definition, DistributionKind, Fault } from './kind.ts';
import { sortedDefinition } from './kind.ts';
import type { Distribution } from './space.ts';

/** How far the sum of probabilities may be from 1: thirds are written with few digits. */
const SUM_TOLERANCE = 0.001;

export const constant: DistributionKind = {
  name: 'constant',
  keys: { value: { type: 'value' } },
  grid: true,
  faults: () => [],
  build: (definition) => listed('constant', definition, [definition.value!], () => 0),
};

export const categorical: DistributionKind = {
  name: 'categorical',
  keys: { values: { type: 'values' } },
  grid: true,
  faults: () => [],
  build(definition) {
    const values = definition.values!;
    return listed('categorical', definition, values, (random) => random.below(values.length));
  },
};

/** A grid sweep cannot honour the probabilities, so it does not take this kind. */
export const categoricalWithProbabilities: DistributionKind = {
  name: 'categorical_w_probabilities',
  keys: { values: { type: 'values' }, probabilities: { type: 'probabilities' } },
  grid: false,
  faults: ({ values, probabilities }) => probabilityFaults(values!, probabilities!),
  build(definition) {
    const ends = cumulated(definition.probabilities!);
    return listed('categorical_w_probabilities', definition, definition.values!, (random) =>
      indexAt(ends, random.uniform()),
    );
  },
};

function listed(
  kind: string,
  definition: Definition,
  values: readonly ParameterValue[],
  draw: (random: Random) => number,
): Distribution {
  const distinct = [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
  const places = new Map(distinct.map((value, index) => [JSON.stringify(value), index]));
  return {
    kind,
    sample: (random) => values[draw(random)]!,
    contains: (value) => places.has(JSON.stringify(value)),
    drawable: distinct.length,
    grid: () => ({ size: distinct.length, at: (index) => distinct[index]! }),
    encode: (value) => (places.get(JSON.stringify(value)) ?? -1) / Math.max(1, distinct.length - 1),
    decode: (place) => distinct[Math.round(place * (distinct.length - 1))]!,
    support: undefined,
    definition: () => sortedDefinition(kind, definition),
  };
}

function probabilityFaults(values: readonly unknown[], probabilities: readonly number[]): Fault[] {
  const key = 'probabilities';
  if (probabilities.length !== values.length) {
    return [{ key, rule: `must list one probability for each of the ${values.length} values` }];
  }
  const sum = probabilities.reduce((total, probability) => total + probability, 0);
  if (Math.abs(sum - 1) <= SUM_TOLERANCE) return [];
  return [{ key, rule: `must sum to 1 (these sum to ${Number(sum.toPrecision(6))})` }];
}

/** The end of each probability's share, from 0 to 1. */
function cumulated(probabilities: readonly number[]): Float64Array {
  const ends = new Float64Array(probabilities.length);
  let sum = 0;
  for (const [index, probability] of probabilities.entries()) {
    sum += probability;
    ends[index] = sum;
  }
  return ends.map((end) => end / sum);
}

/** The index whose share contains `point`, a number in [0, 1); never one of probability 0. */
function indexAt(ends: Float64Array, point: number): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (point < ends[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}
