import type { Shape } from '../../model/layer.ts';

export interface TensorShape {
  /** `conv2d/kernel`, as {@link WeightSpec} has it. */
  readonly name: string;
  readonly shape: Shape;
}
