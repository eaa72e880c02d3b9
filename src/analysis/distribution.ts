import { mean, quantileSorted } from 'simple-statistics';

/** Summary of the positions of some values. */
export interface Distribution {
  readonly count: number;
  readonly mean: number;
  readonly min: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly max: number;
}

/** The distribution of finite values; undefined for none. */
export function distribution(values: readonly number[]): Distribution | undefined {
  if (values.length === 0) return undefined;
  if (values.length === 1) return ofOne(values[0]!);
  const sorted = [...values].sort((a, b) => a - b);
  return {
    count: sorted.length,
    mean: mean(sorted),
    min: sorted[0]!,
    lowerQuartile: quantileSorted(sorted, 0.25),
    median: quantileSorted(sorted, 0.5),
    upperQuartile: quantileSorted(sorted, 0.75),
    max: sorted.at(-1)!,
  };
}

function ofOne(value: number): Distribution {
  const same = {
    mean: value,
    min: value,
    lowerQuartile: value,
    median: value,
    upperQuartile: value,
    max: value,
  };
  return { count: 1, ...same };
}
