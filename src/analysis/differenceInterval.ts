import { accuracyInterval, type Interval } from './accuracyInterval.ts';
import { exactShareInterval } from './binomial.ts';
import { imagesOf, type PairedTable } from './paired.ts';

/**
 * 95 % interval of the difference of two accuracies on the same images, first minus second. It never
 * contradicts McNemar's exact test: 0 lies outside exactly if p < 0.05.
 *
 * Of b + c images that one classifier alone gets right, b go to the first, and the difference is d·s with d
 * the share of such images among all and s = (b − c) / (b + c), how one-sided they are. The interval of s
 * follows from Clopper and Pearson's for b of b + c, which inverts the test; how far s and d (by Wilson's
 * interval) may be off is added as squares: G. Y. Zou and A. Donner, Statistics in Medicine 27 (2008),
 * 1693–1702. With reach r ≤ d of d and an end e of s on the side of 0, d²·(s − e)² + e²·r² < d²·s² exactly
 * where e has the sign of s, whatever r is.
 */
export function differenceInterval(table: PairedTable): Interval & { readonly difference: number } {
  const { onlyFirst, onlySecond } = table;
  const total = imagesOf(table);
  const disagreed = onlyFirst + onlySecond;
  const rate = disagreed / total;
  const rates = accuracyInterval(disagreed, total);
  const side = disagreed === 0 ? 0 : (onlyFirst - onlySecond) / disagreed;
  const share = disagreed === 0 ? { low: 0, high: 1 } : exactShareInterval(onlyFirst, disagreed);
  const reach = (end: number) => {
    // Away from 0, more such images mean a larger difference; for the end towards 0 or beyond, see above.
    const rateReach =
      end * side < 0 || Math.abs(end) >= Math.abs(side) ? rates.high - rate : rate - rates.low;
    return Math.hypot(rate * (side - end), end * rateReach);
  };
  const difference = (onlyFirst - onlySecond) / total;
  return {
    difference,
    low: Math.max(-1, difference - reach(2 * share.low - 1)),
    high: Math.min(1, difference + reach(2 * share.high - 1)),
  };
}
