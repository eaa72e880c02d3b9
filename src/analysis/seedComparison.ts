import { accuracyInterval, type Interval } from './accuracyInterval.ts';
import { type PairedDifference, pairedDifference } from './pairedDifference.ts';
import { pairedPermutation, smallestPermutationP } from './permutation.ts';

/** Scores of two configurations with the same seeds, compared. */
export interface SeedComparison extends Omit<PairedDifference, 'pairs' | 'spread'> {
  /** Number of seeds that both have. */
  readonly seeds: number;
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
  const { pairs: seeds, spread, ...compared } = pairedDifference(differences);
  const wins = differences.reduce((sum, each) => sum + (each > 0 ? 1 : each === 0 ? 0.5 : 0), 0);
  const hedges = 1 - 3 / (4 * (seeds - 1) - 1);
  return {
    seeds,
    ...compared,
    permutation: { pValue: pairedPermutation(differences), smallest: smallestPermutationP(seeds) },
    superiority: { share: wins / seeds, ...accuracyInterval(wins, seeds) },
    effect: spread && seeds > 2 ? (hedges * compared.difference) / spread : undefined,
  };
}
