import type { Random } from '../../random.ts';
import type { Shape } from '../layer.ts';
import { constants } from './constants.ts';
import { randomNormal, randomUniform, truncatedAtTwoSigma } from './fixedSpread.ts';
import { orthogonal } from './orthogonal.ts';
import type { InitializerSettings } from './settings.ts';
import { varianceScaling } from './varianceScaling.ts';

/**
 * The tensor to fill; `fan` has the inputs and outputs of one unit (for a convolution, kernel area included).
 */
export interface Fillable {
  readonly shape: Shape;
  readonly fan: { readonly in: number; readonly out: number };
}

/** Draws a weight tensor. */
export type Initializer = (tensor: Fillable, random: Random, settings: InitializerSettings) => Float32Array;

const average = { mode: 'fan_avg' } as const;
const inputs = { mode: 'fan_in' } as const;
const uniform = { distribution: 'uniform' } as const;
const normal = { distribution: 'truncated_normal' } as const;

/** Keras's initializers by name, with Keras's formulas. */
export const INITIALIZERS: Readonly<Record<string, Initializer>> = {
  glorot_uniform: varianceScaling({ scale: 1, ...average, ...uniform }),
  glorot_normal: varianceScaling({ scale: 1, ...average, ...normal }),
  he_uniform: varianceScaling({ scale: 2, ...inputs, ...uniform }),
  he_normal: varianceScaling({ scale: 2, ...inputs, ...normal }),
  lecun_uniform: varianceScaling({ scale: 1, ...inputs, ...uniform }),
  lecun_normal: varianceScaling({ scale: 1, ...inputs, ...normal }),
  random_normal: randomNormal,
  random_uniform: randomUniform,
  truncated_normal: truncatedAtTwoSigma,
  variance_scaling: varianceScaling(),
  orthogonal,
  zeros: constants(0),
  ones: constants(1),
  constant: constants(),
};
