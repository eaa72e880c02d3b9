import { binomialAtMost } from './binomial.ts';
import type { PairedTable } from './paired.ts';

/**
 * Exact two-sided p-value of McNemar's test: the chance, if both classifiers err equally often, that the images
 * which only one of them gets right fall to the two at least as unevenly. With b and c such images it is
 * min(1, 2·P(X ≤ min(b, c))) for X ~ Binomial(b + c, ½).
 * Source: Q. McNemar, Psychometrika 12 (1947); T. Dietterich, Neural Computation 10 (1998), section 3.1.
 */
export function mcnemar({ onlyFirst, onlySecond }: PairedTable): number {
  const total = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  return 2 * fewer === total ? 1 : Math.min(1, 2 * binomialAtMost(fewer, total, 0.5));
}
