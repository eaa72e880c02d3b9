import type { Interval } from './accuracyInterval.ts';

/** Halvings of an interval within [0, 1] after which its ends are neighbours among the numbers near 1. */
const HALVINGS = 60;

/**
 * P(X ≤ most) for X ~ Binomial(trials, probability), for 0 ≤ most < trials and a probability within (0, 1).
 *
 * The term of `most` is computed from logarithms and the others from it, so that tens of thousands of trials neither
 * overflow nor lose digits.
 */
export function binomialAtMost(most: number, trials: number, probability: number): number {
  const odds = (1 - probability) / probability;
  let sum = 0;
  let ratio = 1;
  for (let i = most; i >= 0 && ratio > sum * Number.EPSILON; i--) {
    sum += ratio;
    ratio *= (i / (trials - i + 1)) * odds;
  }
  return Math.min(1, sum * Math.exp(logProbability(most, trials, probability)));
}

/**
 * The exact 95 % interval of a probability after `successes` of `trials`. It leaves out the probabilities
 * under which one of the two tails, the observation included, has a chance of less than 0.025. So it leaves ½
 * out exactly if the doubled tail of the binomial test against ½ is below 0.05. Source: C. J. Clopper and E.
 * S. Pearson, Biometrika 26 (1934), 404–413.
 */
export function exactShareInterval(successes: number, trials: number): Interval {
  return { low: 1 - highest(trials - successes, trials), high: highest(successes, trials) };
}

/** The highest probability under which so few successes have a chance of 0.025, found by bisection. */
function highest(successes: number, trials: number): number {
  if (successes === trials) return 1;
  let low = successes / trials;
  let high = 1;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (binomialAtMost(successes, trials, middle) >= 0.025) low = middle;
    else high = middle;
  }
  return low;
}

/** ln P(X = successes) for X ~ Binomial(trials, probability), summed factor by factor. */
function logProbability(successes: number, trials: number, probability: number): number {
  let sum = trials * Math.log1p(-probability);
  const odds = Math.log(probability / (1 - probability));
  for (let i = 1; i <= successes; i++) sum += Math.log((trials - successes + i) / i) + odds;
  return sum;
}
