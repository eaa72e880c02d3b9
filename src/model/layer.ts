import type { Activation } from './activation.ts';
import type { InitializerSettings } from './initializers/settings.ts';

/** Sizes without the batch: `[height, width, channels]` for images, `[features]` for vectors. */
export type Shape = readonly number[];

/** A tensor that belongs to a layer, in Keras's layout: dense kernel `[in, out]`, convolution kernel `[kh, kw, in, out]`. */
export interface WeightSpec {
  /** Such as `layer/kernel`, `layer/bias` or `layer/gamma`; unique in a network. */
  readonly name: string;
  readonly shape: Shape;
  readonly initializer: InitializerSettings;
  readonly fan: { readonly in: number; readonly out: number };
  /** False for the moving averages of a batch normalization: the optimizer does not change them. */
  readonly trainable: boolean;
  /** Factor of the L2 penalty `factor · Σw²` that is added to the loss for this tensor; 0 for none. */
  readonly l2: number;
}

interface LayerCommon {
  /** Keras-like and unique in a network: `conv2d`, `conv2d_1`, `dense`. */
  readonly name: string;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly weights: readonly WeightSpec[];
  /**
   * Floating-point operations of the forward pass for one image; a multiplication and its addition count as
   * two.
   */
  readonly flops: number;
}

/** As in Keras: `valid` leaves the border out, `same` adds zeros so that a stride of 1 keeps the size. */
export type Padding = 'valid' | 'same';

export interface Conv2DLayer extends LayerCommon {
  readonly kind: 'conv2d';
  readonly filters: number;
  readonly kernelSize: number;
  readonly strides: number;
  readonly padding: Padding;
  /** False if a batch normalization follows, which would remove the bias again. */
  readonly useBias: boolean;
  readonly activation: Activation;
}
export interface BatchNormalizationLayer extends LayerCommon {
  readonly kind: 'batch_normalization';
  /** The share of a moving average that stays after a step. */
  readonly momentum: number;
  readonly epsilon: number;
}
export interface ActivationLayer extends LayerCommon {
  readonly kind: 'activation';
  readonly activation: Activation;
}
export interface Pool2DLayer extends LayerCommon {
  readonly kind: 'max_pooling2d' | 'average_pooling2d';
  /** Window side and stride; rows and columns that do not fill a window are left out. */
  readonly poolSize: number;
}
export interface GlobalAveragePool2DLayer extends LayerCommon {
  readonly kind: 'global_average_pooling2d';
}
export interface FlattenLayer extends LayerCommon {
  readonly kind: 'flatten';
}
export interface DropoutLayer extends LayerCommon {
  readonly kind: 'dropout';
  /** Share of inputs set to zero in training; the rest are divided by 1 − rate. */
  readonly rate: number;
}
export interface DenseLayer extends LayerCommon {
  readonly kind: 'dense';
  readonly units: number;
  /** False if a batch normalization follows, which would remove the bias again. */
  readonly useBias: boolean;
  /** Only the last layer has `softmax`; the loss takes its logits. */
  readonly activation: Activation | 'softmax';
}

export type Layer =
  | Conv2DLayer
  | BatchNormalizationLayer
  | ActivationLayer
  | Pool2DLayer
  | GlobalAveragePool2DLayer
  | FlattenLayer
  | DropoutLayer
  | DenseLayer;

/**
 * The input of a network: images of `shape` (height, width, channels), bytes from 0 to 255, in `classes`
 * classes.
 */
export interface InputShape {
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly classes: number;
}

/** Number of elements of a shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, side) => product * side, 1);
}
