import type { Random } from '../../random.ts';
import { constants } from './constants.ts';
import { randomNormal, randomUniform, truncatedAtTwoSigma } from './fixedSpread.ts';
import { truncatedScaling, uniformScaling } from './varianceScaling.ts';

/** Fills a weight tensor: `fan` are the inputs and outputs of one unit (for a convolution, kernel area included). */
export type Initializer = (size: number, fan: { in: number; out: number }, random: Random) => Float32Array;

/** Keras's initializers by name, with Keras's formulas. */
export const INITIALIZERS: Readonly<Record<string, Initializer>> = {
  glorot_uniform: uniformScaling(1, 'average'),
  glorot_normal: truncatedScaling(1, 'average'),
  he_uniform: uniformScaling(2, 'in'),
  he_normal: truncatedScaling(2, 'in'),
  lecun_uniform: uniformScaling(1, 'in'),
  lecun_normal: truncatedScaling(1, 'in'),
  random_normal: randomNormal(0.05),
  random_uniform: randomUniform(0.05),
  truncated_normal: truncatedAtTwoSigma(0.05),
  zeros: constants(0),
  ones: constants(1),
};
