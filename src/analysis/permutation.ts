import { Random } from '../random.ts';

/** With more pairs, signs are drawn instead of all being tried. */
const MOST_TRIED = 16;
const DRAWS = 100_000;
const SEED = 1;
/** Sums that differ by rounding alone count as equal. */
const ROUNDING = 1e-9;

/**
 * Two-sided p-value of the paired permutation test: the chance, if the sign of every difference is that of a
 * fair coin, that the mean difference is at least as far from 0 as the observed one. Exact over all 2ⁿ signs of n ≤
 * {@link MOST_TRIED} differences; above that, (hits + 1) / (draws + 1) of drawn signs, the same for the same
 * differences (B. Phipson and G. Smyth, "Permutation p-values should never be zero", 2010). 1 for none.
 * Source: R. A. Fisher, The Design of Experiments (1935), section 21.
 */
export function pairedPermutation(differences: readonly number[]): number {
  const sizes = differences.map(Math.abs);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const least = Math.abs(differences.reduce((sum, each) => sum + each, 0)) - ROUNDING * total;
  if (sizes.length > MOST_TRIED) return drawn(sizes, total, least);
  const all = 2 ** sizes.length;
  let hits = 0;
  for (let signs = 0; signs < all; signs++) {
    let sum = 0;
    for (let i = 0; i < sizes.length; i++) sum += signs & (1 << i) ? sizes[i]! : -sizes[i]!;
    if (Math.abs(sum) >= least) hits++;
  }
  return hits / all;
}

/** The smallest p-value that n pairs can have: 2 of 2ⁿ signs. */
export function smallestPermutationP(pairs: number): number {
  return pairs === 0 ? 1 : Math.max(2 ** (1 - pairs), 1 / (DRAWS + 1));
}

function drawn(sizes: readonly number[], total: number, least: number): number {
  const random = Random.of(SEED, 'permutation');
  let hits = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    let plus = 0;
    let bits = 0;
    for (let i = 0; i < sizes.length; i++) {
      if (i % 32 === 0) bits = random.uint32();
      if (bits & 1) plus += sizes[i]!;
      bits >>>= 1;
    }
    if (Math.abs(2 * plus - total) >= least) hits++;
  }
  return (hits + 1) / (DRAWS + 1);
}
