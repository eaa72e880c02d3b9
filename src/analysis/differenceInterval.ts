import { accuracyInterval, type Interval } from './accuracyInterval.ts';
import { imagesOf, type PairedTable } from './paired.ts';

/**
 * 95 % interval of the difference of two accuracies on the same images, first minus second. It joins the two
 * Wilson intervals, allowing for the correlation between the classifiers (φ, shrunk towards 0 where positive).
 * Source: R. G. Newcombe, "Improved confidence intervals for the difference between binomial proportions based
 * on paired data", Statistics in Medicine 17 (1998), 2635–2650, method 10.
 */
export function differenceInterval(table: PairedTable): Interval & { readonly difference: number } {
  const total = imagesOf(table);
  const firstCorrect = table.both + table.onlyFirst;
  const secondCorrect = table.both + table.onlySecond;
  const first = reaches(firstCorrect, total);
  const second = reaches(secondCorrect, total);
  const phi = correlation(table);
  const difference = (firstCorrect - secondCorrect) / total;
  return {
    difference,
    low: difference - join(first.down, second.up, phi),
    high: difference + join(first.up, second.down, phi),
  };
}

/** How far a Wilson interval reaches to each side of the accuracy. */
function reaches(correct: number, total: number): { down: number; up: number } {
  const { low, high } = accuracyInterval(correct, total);
  return { down: correct / total - low, up: high - correct / total };
}

/** √(a² − 2φab + b²), which rounding may bring below 0. */
function join(a: number, b: number, phi: number): number {
  return Math.sqrt(Math.max(0, a ** 2 - 2 * phi * a * b + b ** 2));
}

/** φ of the table, its numerator reduced by half the images where positive; 0 where a margin is empty. */
function correlation(table: PairedTable): number {
  const { both, onlyFirst, onlySecond, neither } = table;
  const margins = [both + onlyFirst, onlySecond + neither, both + onlySecond, onlyFirst + neither];
  if (margins.includes(0)) return 0;
  const product = both * neither - onlyFirst * onlySecond;
  const numerator = product > 0 ? Math.max(0, product - imagesOf(table) / 2) : product;
  return margins.reduce((rest, margin) => rest / Math.sqrt(margin), numerator);
}
