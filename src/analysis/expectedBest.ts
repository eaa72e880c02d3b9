import type { Goal } from '../metric/metric.ts';
import type { Interval } from './accuracyInterval.ts';

/** The best of n values drawn from all of them. */
export interface ExpectedBest {
  /** Number of values drawn. */
  readonly n: number;
  /** Mean of the best one. */
  readonly mean: number;
  /** The middle 80 % of the best ones: those between their 10th and 90th percentile. */
  readonly band: Interval;
}

const TAILS = { low: 0.1, high: 0.9 };

/**
 * The expected best of n values, for some n, none of them more than the number of values: what a search of that
 * budget would have found. Each is the mean over all sets of n of the N values, without repetition, which is
 * unbiased: Σ C(i − 1, n − 1) / C(N, n) · vᵢ for values in order, the best last. Sources: J. Dodge et al., "Show Your
 * Work" (EMNLP 2019), whose estimator draws with repetition; R. Tang et al., "Showing Your Work Doesn't Always
 * Work" (ACL 2020), for the unbiased one. An infinitely bad value is a try that came to none: it never wins, and a number
 * of which all may be such has no expected best, and is left out.
 */
export function expectedBestAt(
  sizes: readonly number[],
  values: readonly number[],
  goal: Goal,
): ExpectedBest[] {
  const rising = worstFirst(values, goal);
  return sizes.flatMap((n) => bestOfDrawn(rising, n) ?? []);
}

/** The same for one n; undefined if all of so many may be without a value. */
export function expectedBestOf(n: number, values: readonly number[], goal: Goal): ExpectedBest | undefined {
  return bestOfDrawn(worstFirst(values, goal), n);
}

function worstFirst(values: readonly number[], goal: Goal): number[] {
  return [...values].sort((a, b) => (goal === 'maximize' ? a - b : b - a));
}

function bestOfDrawn(rising: readonly number[], n: number): ExpectedBest | undefined {
  // The worst set of n.
  if (!Number.isFinite(rising[n - 1])) return undefined;
  const total = rising.length;
  // The share of the sets whose best is the value of that rank, from the best one down.
  let share = n / total;
  let mean = 0;
  let atMost = 1;
  const ends: { low?: number; high?: number } = {};
  for (let rank = total; rank >= n; rank--) {
    const value = rising[rank - 1]!;
    mean += share * value;
    if (atMost - share < TAILS.high) ends.high ??= value;
    if (atMost - share < TAILS.low) ends.low ??= value;
    atMost -= share;
    share *= rank === n ? 0 : (rank - n) / (rank - 1);
  }
  const [one, other] = [ends.low ?? rising[n - 1]!, ends.high ?? rising[n - 1]!];
  return { n, mean, band: { low: Math.min(one, other), high: Math.max(one, other) } };
}
