import type { Goal } from './metric.ts';

/** A mean over a number of trials; null over none. */
export interface MeanOf {
  readonly mean: number | null;
  readonly replicates: number;
}

/** Below 0 if the first of two means is the better one. */
export function compareMeans(a: MeanOf, b: MeanOf, goal: Goal): number {
  const one = comparedMean(a);
  const other = comparedMean(b);
  return one === other ? 0 : (goal === 'maximize') === one > other ? -1 : 1;
}

/**
 * The value of one trial unchanged; the mean of several in steps of 1e-12, since equal means of different
 * numbers may differ in their last bits. Null counts as 0: it is compared only with null.
 */
function comparedMean({ mean, replicates }: MeanOf): number {
  if (mean === null) return 0;
  return replicates > 1 ? Math.round(mean * 1e12) / 1e12 : mean;
}
