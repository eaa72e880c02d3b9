import { mean, sampleStandardDeviation } from 'simple-statistics';

export interface Summary {
  readonly count: number;
  readonly mean: number;
  /** With n − 1; null for a single value. */
  readonly std: number | null;
}

/** Mean and spread of a metric over replicates, which are at least one. */
export function summarize(values: readonly number[]): Summary {
  const copy = [...values];
  return {
    count: copy.length,
    mean: mean(copy),
    std: copy.length < 2 ? null : sampleStandardDeviation(copy),
  };
}
