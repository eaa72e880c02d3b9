import type { ParameterValue } from '../../configuration.ts';

/** A parameter's values over some configurations; undefined if it has no effect. */
export interface Feature {
  readonly name: string;
  readonly values: readonly (ParameterValue | undefined)[];
}

/** Features as small integers, between which a tree splits, and the target to be explained. */
export interface BinnedTable {
  readonly columns: readonly Uint8Array[];
  readonly target: Float64Array;
}

/** Bins are the integers below this. */
export const MOST_BINS = 64;

/**
 * Numbers become ranks (in at most 64 quantiles); all other values are ordered by the mean target of their
 * rows, for which Breiman et al. ("Classification and Regression Trees", 1984, 4.2.2) show that a split of
 * the ordered categories is as good as one of any two subsets. An absent value is a category of its own.
 */
export function binTable(features: readonly Feature[], target: readonly number[]): BinnedTable {
  return {
    columns: features.map(({ values }) => binColumn(values, target)),
    target: Float64Array.from(target),
  };
}

function binColumn(values: Feature['values'], target: readonly number[]): Uint8Array {
  const sums = new Map<string, { sum: number; count: number; value: ParameterValue | undefined }>();
  for (const [row, value] of values.entries()) {
    const key = JSON.stringify(value ?? null);
    const found = sums.get(key) ?? { sum: 0, count: 0, value };
    sums.set(key, { ...found, sum: found.sum + target[row]!, count: found.count + 1 });
  }
  const groups = [...sums.entries()];
  const numeric = groups.every(([, { value }]) => typeof value === 'number');
  groups.sort(([, a], [, b]) =>
    numeric ? Number(a.value) - Number(b.value) : a.sum / a.count - b.sum / b.count,
  );
  const bins = new Map<string, number>();
  let before = 0;
  for (const [index, [key, { count }]] of groups.entries()) {
    const bin = groups.length <= MOST_BINS ? index : Math.floor((MOST_BINS * before) / values.length);
    bins.set(key, bin);
    before += count;
  }
  return Uint8Array.from(values, (value) => bins.get(JSON.stringify(value ?? null))!);
}
