import type { PairedTable } from './paired.ts';

/**
 * Exact two-sided p-value of McNemar's test: the chance, if both classifiers err equally often, that the images
 * which only one of them gets right fall to the two at least as unevenly. With b and c such images it is
 * min(1, 2·P(X ≤ min(b, c))) for X ~ Binomial(b + c, ½).
 *
 * The largest term is computed from logarithms and the others from it, so that tens of thousands of images
 * neither overflow nor lose digits.
 * Source: Q. McNemar, Psychometrika 12 (1947); T. Dietterich, Neural Computation 10 (1998), section 3.1.
 */
export function mcnemar({ onlyFirst, onlySecond }: PairedTable): number {
  const total = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  if (2 * fewer === total) return 1;
  let sum = 0;
  let ratio = 1;
  for (let i = fewer; i >= 0 && ratio > 0; i--) {
    sum += ratio;
    ratio *= i / (total - i + 1);
  }
  return Math.min(1, 2 * sum * Math.exp(logProbability(total, fewer)));
}

/** ln P(X = successes) for X ~ Binomial(trials, ½), summed factor by factor. */
function logProbability(trials: number, successes: number): number {
  let sum = -trials * Math.LN2;
  for (let i = 1; i <= successes; i++) sum += Math.log((trials - successes + i) / i);
  return sum;
}
