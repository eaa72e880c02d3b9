import { Random } from '../random.ts';

const DRAWS = 1000;
const SEED = 1;
/** Beyond so many standard errors behind the best value, noise never makes a value the best. */
const REACH = 6;
/** More rivals hardly change the expectation, and take longer. */
const MOST_RIVALS = 500;

/**
 * By how much the best of several values is expected to flatter (the winner's curse), 0 or above: each value is measured with
 * an error, so the one that looks best is more likely a lucky one. `values` with the higher ones better, `error`
 * the standard error of each. It draws new measurements around the values and takes the mean of how far the best of a draw lies
 * above its own value: a parametric bootstrap of the bias of selection (B. Efron and R. Tibshirani, An Introduction
 * to the Bootstrap, 1993, chapter 10; I. Tsamardinos et al., Machine Learning 107, 2018, for choosing configurations).
 */
export function optimism(values: readonly number[], error: number): number {
  const best = Math.max(...values);
  const rivals = values
    .filter((value) => value >= best - REACH * error)
    .sort((a, b) => b - a)
    .slice(0, MOST_RIVALS);
  const random = Random.of(SEED, 'optimism');
  let sum = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    let [highest, luck] = [-Infinity, 0];
    for (const value of rivals) {
      const noise = error * random.normal();
      if (value + noise > highest) [highest, luck] = [value + noise, noise];
    }
    sum += luck;
  }
  return Math.max(0, sum / DRAWS);
}
