import type { Goal } from '../metric/metric.ts';
import { logGamma } from '../space/incompleteBeta.ts';

/** With fewer values, the tail tells nothing. */
export const FEWEST_VALUES = 20;

/** The tail is the best quarter of the values, and at least this many. */
const FEWEST_IN_TAIL = 10;

/**
 * Bounds of the tail's shape. Scores near an optimum of d parameters have shape −2 / d, as they fall off with
 * the square of the distance: −1 if two matter, nearly 0 if many do. Above 0 the tail has no end.
 */
const SHAPES = { least: -1.5, most: 0.35 };

export interface ExpectedGain {
  /** Number of further values. */
  readonly more: number;
  /** Expected distance of the best of all beyond the best so far; 0 or above. */
  readonly gain: number;
  /**
   * Probability that one of them is better than the best so far: more / (n + more), whatever their
   * distribution.
   */
  readonly chance: number;
}

/**
 * The expected improvement of the best value by more values of the same distribution; undefined for fewer
 * than {@link FEWEST_VALUES} finite ones. An infinite value stands for one that is only known to be worse
 * than these. The tail of the better values is modelled by a generalised Pareto distribution, fitted by
 * probability-weighted moments (J. Hosking and J. Wallis, "Parameter and Quantile Estimation for the
 * Generalized Pareto Distribution", 1987). The expected maximum of N values is that of as many peaks over its
 * threshold (S. Coles, "An Introduction to Statistical Modeling of Extreme Values", 2001, chapter 4), and the
 * gain is its growth from n to n + more.
 */
export function expectedGain(values: readonly number[], goal: Goal, more: number): ExpectedGain | undefined {
  const finite = values.filter(Number.isFinite);
  if (finite.length < FEWEST_VALUES) return undefined;
  const n = values.length;
  const sign = goal === 'maximize' ? 1 : -1;
  const rising = finite.map((value) => sign * value).sort((a, b) => a - b);
  const count = Math.min(finite.length - 1, Math.max(FEWEST_IN_TAIL, Math.ceil(n / 4)));
  const threshold = rising.at(-count - 1)!;
  const { shape, mean } = fitted(rising.slice(-count).map((value) => value - threshold));
  const scale = mean * (1 - shape);
  const grown = (n + more) / n;
  const gain =
    Math.abs(shape) < 1e-6
      ? scale * Math.log(grown)
      : (scale / shape) * Math.exp(logGamma(1 - shape)) * count ** shape * (grown ** shape - 1);
  return { more, gain, chance: more / (n + more) };
}

/** The shape of a generalised Pareto distribution of excesses, in rising order. */
function fitted(excesses: readonly number[]): { readonly shape: number; readonly mean: number } {
  const count = excesses.length;
  const mean = excesses.reduce((sum, excess) => sum + excess, 0) / count;
  const weighted = excesses.reduce((sum, excess, index) => sum + (1 - (index + 0.65) / count) * excess, 0);
  const difference = mean - (2 * weighted) / count;
  const shape = difference > 0 ? 2 - mean / difference : SHAPES.least;
  return { shape: Math.min(SHAPES.most, Math.max(SHAPES.least, shape)), mean };
}
