import { mean, sampleStandardDeviation } from 'simple-statistics';
import { accuracyInterval, type Interval } from './accuracyInterval.ts';
import { pairedPermutation, smallestPermutationP } from './permutation.ts';
import { chanceBeyondT, reachOfT } from './studentT.ts';

/** Scores of two configurations with the same seeds, compared. */
export interface SeedComparison {
  /** Number of seeds that both have. */
  readonly seeds: number;
  /** Mean of the differences, first minus second. */
  readonly difference: number;
  /** Standard error of that mean; undefined for one seed. */
  readonly error: number | undefined;
  /** 95 % interval of the mean, by Student's t; undefined for one seed. */
  readonly interval: Interval | undefined;
  /** Two-sided, of Student's paired test; undefined for one seed. */
  readonly pValue: number | undefined;
  /** Two-sided, of the paired permutation test, and the smallest that so many seeds can give. */
  readonly permutation: { readonly pValue: number; readonly smallest: number };
  /**
   * The chance that the first one scores higher with a new seed, P(A > B): the share of the seeds on which it does, ties
   * as halves, with Wilson's 95 % interval.
   */
  readonly superiority: Interval & { readonly share: number };
  /**
   * Mean difference in standard deviations of the differences (Cohen's d_z, with Hedges' factor against its bias for
   * few seeds); undefined for two seeds, where that factor is 0, and where the differences are all the same.
   */
  readonly effect: number | undefined;
}

/**
 * Compares scores seed by seed. `differences` are first minus second, such that positive ones speak for the first; at least
 * one. Sources: X. Bouthillier et al., "Accounting for Variance in Machine Learning Benchmarks" (MLSys
 * 2021), for P(A > B) over pairs; L. V. Hedges, Journal of Educational Statistics 6 (1981), for the effect.
 */
export function compareSeeds(differences: readonly number[]): SeedComparison {
  const seeds = differences.length;
  const difference = mean([...differences]);
  const wins = differences.reduce((sum, each) => sum + (each > 0 ? 1 : each === 0 ? 0.5 : 0), 0);
  const spread = seeds > 1 ? sampleStandardDeviation([...differences]) : undefined;
  const error = spread === undefined ? undefined : spread / Math.sqrt(seeds);
  const hedges = 1 - 3 / (4 * (seeds - 1) - 1);
  return {
    seeds,
    difference,
    error,
    ...tested(difference, error, seeds - 1),
    permutation: { pValue: pairedPermutation(differences), smallest: smallestPermutationP(seeds) },
    superiority: { share: wins / seeds, ...accuracyInterval(wins, seeds) },
    effect: spread && seeds > 2 ? (hedges * difference) / spread : undefined,
  };
}

/** Student's test of a mean with that standard error. */
function tested(
  difference: number,
  error: number | undefined,
  freedom: number,
): Pick<SeedComparison, 'interval' | 'pValue'> {
  if (error === undefined) return { interval: undefined, pValue: undefined };
  const reach = error === 0 ? 0 : reachOfT(0.05, freedom) * error;
  const certain = difference === 0 ? 1 : 0;
  return {
    interval: { low: difference - reach, high: difference + reach },
    pValue: error === 0 ? certain : chanceBeyondT(difference / error, freedom),
  };
}
