import { mean, sampleStandardDeviation } from 'simple-statistics';
import type { Interval } from './accuracyInterval.ts';
import { chanceBeyondT, reachOfT } from './studentT.ts';

/** Two scores that were measured in pairs, compared by Student's paired t. */
export interface PairedDifference {
  readonly pairs: number;
  /** Mean of the differences, first minus second. */
  readonly difference: number;
  /** Sample standard deviation of the differences; undefined for one pair, as is all that follows from it. */
  readonly spread: number | undefined;
  /** Standard error of the mean. */
  readonly error: number | undefined;
  /** 95 % interval of the mean. */
  readonly interval: Interval | undefined;
  /** Two-sided. */
  readonly pValue: number | undefined;
}

/** `differences` are first minus second; at least one. */
export function pairedDifference(differences: readonly number[]): PairedDifference {
  const pairs = differences.length;
  const difference = mean([...differences]);
  const spread = pairs > 1 ? sampleStandardDeviation([...differences]) : undefined;
  const error = spread === undefined ? undefined : spread / Math.sqrt(pairs);
  return { pairs, difference, spread, error, ...tested(difference, error, pairs - 1) };
}

/** Student's test of a mean with that standard error. */
function tested(
  difference: number,
  error: number | undefined,
  freedom: number,
): Pick<PairedDifference, 'interval' | 'pValue'> {
  if (error === undefined) return { interval: undefined, pValue: undefined };
  const reach = error === 0 ? 0 : reachOfT(0.05, freedom) * error;
  const certain = difference === 0 ? 1 : 0;
  return {
    interval: { low: difference - reach, high: difference + reach },
    pValue: error === 0 ? certain : chanceBeyondT(difference / error, freedom),
  };
}
