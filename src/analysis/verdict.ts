import type { Interval } from './accuracyInterval.ts';
import { differenceInterval } from './differenceInterval.ts';
import { mcnemar } from './mcnemar.ts';
import type { PairedTable } from './paired.ts';

/** Chance at which a difference counts that is none. */
export const SIGNIFICANCE_LEVEL = 0.05;

/** What the same images say of a first classifier against a second, and why. */
export interface Verdict {
  /** The verdict on the first classifier; `undecided` where the images do not tell the two apart. */
  readonly verdict: 'better' | 'worse' | 'undecided';
  readonly test: "McNemar's exact test";
  /** Two-sided; it decides: below 0.05 the one with more images to itself is better. */
  readonly pValue: number;
  /** Difference of the accuracies, first minus second. */
  readonly difference: number;
  /** 95 %, of the difference: without 0 exactly where the test decides. */
  readonly interval: Interval;
}

/** The one rule by which two classifiers are judged, wherever a verdict is shown. */
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
