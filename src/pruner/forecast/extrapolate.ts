import type { CurvePoint } from '../../metric/curve.ts';
import { chanceOfT } from './studentT.ts';

/** The expected value of a curve at its end. */
export interface Extrapolation {
  readonly expected: number;
  /** The probability that the value there is at least this high. */
  chanceToReach(value: number): number;
}

/** How the remaining gain shrinks with the number of the report, from 1: all of them go to 0. */
const SHAPES: readonly ((t: number) => number)[] = [
  ...[0.25, 0.5, 1, 2].map((power) => (t: number) => t ** -power),
  ...[1, 3, 10].map((scale) => (t: number) => Math.exp(-t / scale)),
];

interface Fit {
  readonly expected: number;
  /** Scale of Student's t distribution of the value at the end. */
  readonly scale: number;
  /** Up to a factor that all shapes share. */
  readonly logLikelihood: number;
}

/**
 * Continues a curve of three or more points to `end` (reports, from 1; infinite for its limit). Each shape g
 * makes a linear model, value = a + b·g(t) + noise, which is fitted by least squares and whose prediction has
 * Student's distribution with n − 2 degrees of freedom. The shapes are averaged by how well they explain the
 * curve, SSE^(−(n−2)/2): their posterior if nothing is known of a, b, the noise and the shape beforehand. A
 * higher curve gives a higher prediction.
 *
 * After Domhan et al. 2015, Speeding up Automatic Hyperparameter Optimization by Extrapolation of Learning
 * Curves, IJCAI, who sample the parameters of such families; these here have a closed form.
 */
export function extrapolate(curve: readonly CurvePoint[], end: number): Extrapolation {
  const values = curve.map(({ value }) => value);
  const freedom = values.length - 2;
  const average = mean(values);
  const spread = sumOfSquares(values, average);
  // Sums of equal values differ by rounding alone.
  if (spread <= values.length * (average * 1e-12) ** 2)
    return { expected: average, chanceToReach: (value) => (average >= value ? 1 : 0) };
  const fits = SHAPES.map((shape) => fitShape(values, average, spread, shape, end));
  const highest = Math.max(...fits.map(({ logLikelihood }) => logLikelihood));
  const weights = fits.map(({ logLikelihood }) => Math.exp(logLikelihood - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const averaged = (of: (fit: Fit) => number) =>
    fits.reduce((sum, each, index) => sum + (of(each) * weights[index]!) / total, 0);
  return {
    expected: averaged(({ expected }) => expected),
    chanceToReach: (value) =>
      averaged(({ expected, scale }) => chanceOfT((expected - value) / scale, freedom)),
  };
}

function fitShape(
  values: readonly number[],
  average: number,
  spread: number,
  shape: (t: number) => number,
  end: number,
): Fit {
  const n = values.length;
  const g = values.map((_, index) => shape(index + 1));
  const middle = mean(g);
  const squares = sumOfSquares(g, middle);
  const products = values.reduce((sum, value, i) => sum + (value - average) * (g[i]! - middle), 0);
  const slope = products / squares;
  // A curve that a shape fits exactly still has measurement noise.
  const error = Math.max(spread - slope * products, spread * 1e-6);
  const ahead = shape(end) - middle;
  return {
    expected: average + slope * ahead,
    scale: Math.sqrt((error / (n - 2)) * (1 + 1 / n + ahead ** 2 / squares)),
    logLikelihood: (-(n - 2) / 2) * Math.log(error),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sumOfSquares(values: readonly number[], middle: number): number {
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
}
