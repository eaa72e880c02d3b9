import type { Shape } from '../../model/layer.ts';

export interface TensorShape {
  /** Such as `conv2d/kernel`, see {@link WeightSpec}. */
  readonly name: string;
  readonly shape: Shape;
}
