import type { Interval } from './accuracyInterval.ts';
import { chanceBeyondT, reachOfT } from './studentT.ts';

/** A mean difference of two classifiers over seeds and test images. */
export interface NoisyDifference {
  /** First minus second. */
  readonly difference: number;
  /** 95 % interval; it leaves out 0 exactly if the p-value is below 0.05. */
  readonly interval: Interval;
  /** Two-sided. */
  readonly pValue: number;
  /** The share of the variance that comes from the seeds; the rest comes from the choice of images. */
  readonly seedShare: number;
}

/**
 * Judges a mean difference against both noises: another seed would have trained other weights, and another test set would
 * have held other images. `bySeed` are the differences of the two accuracies for each seed that both have, two or more;
 * `byImage` is each image's mean over the seeds of first right − second right. The variances of the two means add up; the
 * degrees of freedom are F. E. Satterthwaite's (Biometrics Bulletin 2, 1946).
 */
export function bothNoises(bySeed: readonly number[], byImage: Float64Array): NoisyDifference {
  const seeds = varianceOfMean(bySeed);
  const images = varianceOfMean(byImage);
  const variance = seeds.variance + images.variance;
  const difference = seeds.mean;
  if (variance === 0) {
    const pValue = difference === 0 ? 1 : 0;
    return { difference, interval: { low: difference, high: difference }, pValue, seedShare: 0 };
  }
  const freedom =
    variance ** 2 /
    (seeds.variance ** 2 / (bySeed.length - 1) + images.variance ** 2 / (byImage.length - 1));
  const error = Math.sqrt(variance);
  const reach = reachOfT(0.05, freedom) * error;
  return {
    difference,
    interval: { low: difference - reach, high: difference + reach },
    pValue: chanceBeyondT(difference / error, freedom),
    seedShare: seeds.variance / variance,
  };
}

function varianceOfMean(values: ArrayLike<number>): { readonly mean: number; readonly variance: number } {
  const count = values.length;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i]!;
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < count; i++) squares += (values[i]! - mean) ** 2;
  return { mean, variance: squares / (count - 1) / count };
}
