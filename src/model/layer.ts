import type { Activation } from './activation.ts';

/** Sizes without the batch: `[height, width, channels]` for images, `[features]` for vectors. */
export type Shape = readonly number[];

/** A trainable tensor in Keras's layout: dense kernel `[in, out]`, convolution kernel `[kh, kw, in, out]`. */
export interface WeightSpec {
  /** `layer/kernel` or `layer/bias`; unique in a network. */
  readonly name: string;
  readonly shape: Shape;
  readonly initializer: string;
  readonly fan: { readonly in: number; readonly out: number };
}

interface LayerCommon {
  /** Keras-like and unique in a network: `conv2d`, `conv2d_1`, `dense`. */
  readonly name: string;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly weights: readonly WeightSpec[];
  /** Floating-point operations of the forward pass for one image; a multiply and its add count as two. */
  readonly flops: number;
}

export interface Conv2DLayer extends LayerCommon {
  readonly kind: 'conv2d';
  readonly filters: number;
  readonly kernelSize: number;
  readonly activation: Activation;
}
export interface MaxPool2DLayer extends LayerCommon {
  readonly kind: 'max_pooling2d';
  /** Window side and stride; rows and columns that do not fill a window are left out. */
  readonly poolSize: number;
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
  /** `softmax` stands on the last layer alone, where the loss takes the logits. */
  readonly activation: Activation | 'softmax';
}

export type Layer = Conv2DLayer | MaxPool2DLayer | FlattenLayer | DropoutLayer | DenseLayer;

/** What a network is fed: images of `shape` (height, width, channels), bytes from 0 to 255, in `classes` classes. */
export interface InputShape {
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly classes: number;
}

/** Number of elements of a shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, side) => product * side, 1);
}
