import type { Kernels } from '../kernels/kernels.ts';

/**
 * The positions of a network's trainable weights: byte offsets of blocks of `size` floats, a multiple of 16.
 */
export interface Blocks {
  readonly weights: number;
  readonly gradients: number;
  readonly size: number;
}

/** An update rule on the engine's memory. */
export interface Updater {
  /** The value of each block of its state before the first step; each block is as large as the weights. */
  readonly initialState: readonly number[];
  /** Updates all weights in one pass; `step` counts from 1, `state` has the offsets of its blocks. */
  update(
    kernels: Kernels,
    blocks: Blocks,
    state: readonly number[],
    learningRate: number,
    step: number,
  ): void;
}
