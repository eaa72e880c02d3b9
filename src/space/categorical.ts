import type { ParameterValue } from '../configuration.ts';
import type { Random } from '../random.ts';
import type { Definition, DistributionKind, Fault } from './kind.ts';
import { sortedDefinition } from './kind.ts';
import type { Distribution } from './space.ts';

/** How far probabilities may sum from 1: thirds are written with few digits. */
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
    const probabilities = definition.probabilities!;
    return listed('categorical_w_probabilities', definition, definition.values!, (random) =>
      weightedIndex(probabilities, random.uniform()),
    );
  },
};

function listed(
  kind: string,
  definition: Definition,
  values: readonly ParameterValue[],
  draw: (random: Random) => number,
): Distribution {
  const keys = values.map((value) => JSON.stringify(value));
  const distinct = [...new Set(keys)];
  return {
    kind,
    sample: (random) => values[draw(random)]!,
    contains: (value) => keys.includes(JSON.stringify(value)),
    grid: () => ({ size: distinct.length, at: (index) => values[keys.indexOf(distinct[index]!)]! }),
    encode: (value) => distinct.indexOf(JSON.stringify(value)) / Math.max(1, distinct.length - 1),
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

/** The index whose share of the cumulative sum holds `point`, a number in [0, 1); never one of probability 0. */
function weightedIndex(probabilities: readonly number[], point: number): number {
  const total = probabilities.reduce((sum, probability) => sum + probability, 0);
  let left = point * total;
  let last = 0;
  for (const [index, probability] of probabilities.entries()) {
    if (probability === 0) continue;
    if (left < probability) return index;
    left -= probability;
    last = index;
  }
  return last;
}
