import { mean, quantileSorted } from 'simple-statistics';

import type { Interval } from './accuracyInterval.ts';

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

/** Quartiles of fewer values are made of nearly all of them. */
const FEWEST_QUARTERED = 4;

/** Where the middle half of the values lies; undefined for too few. */
export function middleHalf({ count, lowerQuartile, upperQuartile }: Distribution): Interval | undefined {
  return count < FEWEST_QUARTERED ? undefined : { low: lowerQuartile, high: upperQuartile };
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
