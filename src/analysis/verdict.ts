import type { Interval } from './accuracyInterval.ts';
import { differenceInterval } from './differenceInterval.ts';
import { mcnemar } from './mcnemar.ts';
import type { PairedTable } from './paired.ts';

/** Accepted chance of finding a difference where there is none. */
export const SIGNIFICANCE_LEVEL = 0.05;

/** The verdict on a first classifier against a second one on the same images, and its reasons. */
export interface Verdict {
  /** The verdict on the first classifier; `undecided` if the images do not distinguish the two. */
  readonly verdict: 'better' | 'worse' | 'undecided';
  readonly test: "McNemar's exact test";
  /**
   * Two-sided; it decides: below 0.05, the classifier with more images that it alone gets right is better.
   */
  readonly pValue: number;
  /** Difference of the accuracies, first minus second. */
  readonly difference: number;
  /** 95 % interval of the difference: it excludes 0 exactly if the test decides. */
  readonly interval: Interval;
}

/** Judges two classifiers by the one rule for all verdicts. */
export function judge(table: PairedTable): Verdict {
  const pValue = mcnemar(table);
  const { difference, low, high } = differenceInterval(table);
  const decided = pValue < SIGNIFICANCE_LEVEL;
  return {
    verdict: decided ? (difference > 0 ? 'better' : 'worse') : 'undecided',
    test: "McNemar's exact test",
    pValue,
    difference,
    interval: { low, high },
  };
}
