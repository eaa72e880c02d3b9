import type { ParameterValue } from '../../configuration.ts';

/**
 * A parameter's values over some configurations; undefined if it has no effect. Numbers lie on the scale on which
 * equal distances count alike.
 */
export interface Feature {
  readonly name: string;
  readonly values: readonly (ParameterValue | undefined)[];
}

/** A feature as small integers, between which a tree splits. */
export interface Column {
  readonly bins: Uint8Array;
  /** The weight of each bin in the space that was searched; they sum to 1. */
  readonly weights: Float64Array;
  /** Whether the bins ascend; otherwise each tree orders them by its own rows. */
  readonly ordered: boolean;
}

export interface BinnedTable {
  readonly columns: readonly Column[];
  readonly target: Float64Array;
}

/** Bins are the integers below this. */
export const MOST_BINS = 64;
/** Numbers that are fewer were listed, and count alike; more of them have the part of the axis that is nearest to them. */
const MOST_LISTED = 12;

/**
 * Numbers become ranks (in at most 64 quantiles), after a bin for absent ones; other values are categories, of
 * which rare ones share a bin.
 */
export function binTable(features: readonly Feature[], target: readonly number[]): BinnedTable {
  return {
    columns: features.map(({ values }) => binColumn(values)),
    target: Float64Array.from(target),
  };
}

function binColumn(values: Feature['values']): Column {
  const present = values.filter((value) => value !== undefined);
  const numbers = present.filter((value) => typeof value === 'number');
  return numbers.length === present.length ? numberColumn(values, numbers) : categoryColumn(values);
}

function numberColumn(values: Feature['values'], numbers: readonly number[]): Column {
  const distinct = [...new Set(numbers)].sort((a, b) => a - b);
  const absent = values.length - numbers.length;
  const first = absent > 0 ? 1 : 0;
  const room = MOST_BINS - first;
  const counts = new Map<number, number>();
  for (const value of numbers) counts.set(value, (counts.get(value) ?? 0) + 1);
  const binOf = new Map<number, number>();
  const shares: number[] = absent > 0 ? [absent / values.length] : [];
  let before = 0;
  for (const [index, value] of distinct.entries()) {
    const bin = first + (distinct.length <= room ? index : Math.floor((room * before) / numbers.length));
    binOf.set(value, bin);
    before += counts.get(value)!;
    const share = (numbers.length / values.length) * shareOf(distinct, index);
    shares[bin] = (shares[bin] ?? 0) + share;
  }
  return squeezed(
    values.map((value) => (value === undefined ? 0 : binOf.get(value as number)!)),
    shares,
    true,
  );
}

/** The share of an axis that is nearer to one of its numbers than to the others, or an equal share of few. */
function shareOf(distinct: readonly number[], index: number): number {
  const [low, high] = [distinct[0]!, distinct.at(-1)!];
  if (distinct.length <= MOST_LISTED) return 1 / distinct.length;
  const [before, after] = [distinct[index - 1] ?? low, distinct[index + 1] ?? high];
  return (after - before) / 2 / (high - low);
}

function categoryColumn(values: Feature['values']): Column {
  const keys = values.map((value) => JSON.stringify(value ?? null));
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const ordered = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
  const binOf = new Map(ordered.map((key, index) => [key, Math.min(index, MOST_BINS - 1)]));
  const bins = keys.map((key) => binOf.get(key)!);
  const size = Math.min(ordered.length, MOST_BINS);
  return squeezed(bins, new Array<number>(size).fill(1 / size), false);
}

/** Without the bins that no row has. */
function squeezed(
  bins: readonly number[],
  shares: readonly (number | undefined)[],
  ordered: boolean,
): Column {
  const used = [...new Set(bins)].sort((a, b) => a - b);
  const place = new Map(used.map((bin, index) => [bin, index]));
  return {
    bins: Uint8Array.from(bins, (bin) => place.get(bin)!),
    weights: Float64Array.from(used, (bin) => shares[bin]!),
    ordered,
  };
}
