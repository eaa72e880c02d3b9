import type { Interval } from './accuracyInterval.ts';
import { chanceBeyondT, reachOfT } from './studentT.ts';

/** Beyond it Student's t is normal. */
const MOST_FREEDOM = 1e6;

/** A mean difference of two classifiers over seeds and images. */
export interface NoisyDifference {
  /** First minus second. */
  readonly difference: number;
  /** 95 % interval; it leaves out 0 exactly if the p-value is below 0.05. */
  readonly interval: Interval;
  /** Two-sided. */
  readonly pValue: number;
}

/**
 * Judges a difference against both noises: another seed would have trained other weights, and another test
 * set would have held other images. `bySeed` has an array for each seed that both have, two or more, with first right −
 * second right for each image: −1, 0 or 1. It is the analysis of variance of two crossed random factors that D. D.
 * Dorfman, K. S. Berbaum and C. E. Metz use for readers and cases (Investigative Radiology 27, 1992), with the degrees of
 * freedom of S. L. Hillis (Statistics in Medicine 26, 2007): seeds are the readers, images the cases. Few seeds can agree by
 * chance; the result is never surer than the images alone allow.
 */
export function bothNoises(bySeed: readonly Int8Array[]): NoisyDifference {
  const [seeds, images] = [bySeed.length, bySeed[0]!.length];
  const seedMeans = bySeed.map(meanOf);
  const difference = meanOf(seedMeans);
  const imageMeans = new Float64Array(images);
  let squares = 0;
  for (const row of bySeed) {
    for (let image = 0; image < images; image++) {
      imageMeans[image]! += row[image]! / seeds;
      squares += (row[image]! - difference) ** 2;
    }
  }
  const seedSquares = images * squaresAround(difference, seedMeans);
  const imageSquares = seeds * squaresAround(difference, imageMeans);
  const seedsMean = seedSquares / (seeds - 1);
  const imagesMean = imageSquares / (images - 1);
  const restMean = Math.max(0, squares - seedSquares - imageSquares) / ((seeds - 1) * (images - 1));
  // Both means contain the rest once.
  const sum = seedsMean + Math.max(0, imagesMean - restMean);
  if (sum === 0) {
    const interval = { low: difference, high: difference };
    return { difference, interval, pValue: difference === 0 ? 1 : 0 };
  }
  const freedom = Math.min(MOST_FREEDOM, (seeds - 1) * (sum / seedsMean) ** 2);
  const withSeeds = { error: Math.sqrt(sum / (seeds * images)), freedom };
  const ofImages = Math.sqrt(Math.max(imagesMean, restMean) / (seeds * images));
  const judgements = [withSeeds, { error: ofImages, freedom: MOST_FREEDOM }].filter(({ error }) => error > 0);
  const reach = Math.max(...judgements.map(({ error, freedom }) => reachOfT(0.05, freedom) * error));
  return {
    difference,
    interval: { low: difference - reach, high: difference + reach },
    pValue: Math.max(...judgements.map(({ error, freedom }) => chanceBeyondT(difference / error, freedom))),
  };
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

function squaresAround(centre: number, values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - centre) ** 2;
  return sum;
}
