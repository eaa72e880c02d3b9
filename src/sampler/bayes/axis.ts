import type { ParameterValue } from '../../configuration.ts';
import { clamp } from '../../space/law.ts';
import type { Distribution } from '../../space/space.ts';

/**
 * One parameter in the model. A category is coded by its index; a value with an order by its place in [0, 1],
 * on which its distribution is uniform.
 */
export type Axis = Categories | Scale;

interface AxisBase {
  code(value: ParameterValue): number;
  value(code: number): ParameterValue;
}

export interface Categories extends AxisBase {
  readonly kind: 'categories';
  /** Probability of each in the distribution. */
  readonly shares: Float64Array;
}

export interface Scale extends AxisBase {
  readonly kind: 'scale';
  /** The part of [0, 1] that belongs to the value of a code; empty if there are infinitely many values. */
  cell(code: number): readonly [low: number, high: number];
  /** Number of values; infinite if they have no end. */
  readonly size: number;
}

export function axisOf(distribution: Distribution): Axis {
  if (!distribution.support) return listed(distribution);
  const { q } = distribution.definition() as { readonly q?: number };
  if (q !== undefined) return quantised(distribution, q);
  if (Number.isFinite(distribution.drawable)) return even(distribution, distribution.drawable);
  return {
    kind: 'scale',
    size: Infinity,
    code: distribution.encode,
    value: distribution.decode,
    cell: (code) => [code, code],
  };
}

/** Lists of numbers have the order of their values; other lists have none. */
function listed(distribution: Distribution): Axis {
  const grid = distribution.grid() ?? { size: 0, at: () => null };
  const values = Array.from({ length: grid.size }, (_, index) => grid.at(index));
  const shares = sharesOf(distribution, values);
  const isEven = shares.every((share) => Math.abs(share * values.length - 1) < 1e-9);
  if (values.length < 3 || !isEven || !values.every((value) => typeof value === 'number')) {
    const places = new Map(values.map((value, index) => [JSON.stringify(value), index]));
    return {
      kind: 'categories',
      shares,
      code: (value) => places.get(JSON.stringify(value))!,
      value: (code) => values[code]!,
    };
  }
  const sorted = [...values].sort((a, b) => Number(a) - Number(b));
  const ranks = new Map<ParameterValue, number>(sorted.map((value, index) => [value, index]));
  return cells(
    sorted.length,
    (value) => ranks.get(value)!,
    (index) => sorted[index]!,
  );
}

function sharesOf(distribution: Distribution, values: readonly ParameterValue[]): Float64Array {
  const definition = distribution.definition() as {
    readonly values?: readonly ParameterValue[];
    readonly probabilities?: readonly number[];
  };
  const places = new Map(values.map((value, index) => [JSON.stringify(value), index]));
  const shares = new Float64Array(values.length);
  for (const [index, value] of (definition.values ?? values).entries()) {
    shares[places.get(JSON.stringify(value))!]! += definition.probabilities?.[index] ?? 1;
  }
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => share / sum);
}

function even(distribution: Distribution, size: number): Axis {
  return cells(
    size,
    (value) => Math.round(distribution.encode(value) * (size - 1)),
    (index) => distribution.decode(size > 1 ? index / (size - 1) : 0),
  );
}

/** Values that are equally likely. */
function cells(
  size: number,
  rank: (value: ParameterValue) => number,
  value: (rank: number) => ParameterValue,
): Scale {
  const rankAt = (code: number) => clamp(Math.floor(code * size), 0, size - 1);
  return {
    kind: 'scale',
    size,
    code: (each) => (rank(each) + 0.5) / size,
    value: (code) => value(rankAt(code)),
    cell: (code) => [rankAt(code) / size, (rankAt(code) + 1) / size],
  };
}

function quantised(distribution: Distribution, q: number): Axis {
  const at = (value: number) => (Number.isFinite(value) ? distribution.encode(value) : 0);
  const ends = (value: ParameterValue): [number, number] => [
    at(Number(value) - q / 2),
    at(Number(value) + q / 2),
  ];
  return {
    kind: 'scale',
    size: distribution.drawable,
    code(value) {
      const [low, high] = ends(value);
      return (low + high) / 2;
    },
    value: distribution.decode,
    cell: (code) => ends(distribution.decode(code)),
  };
}
