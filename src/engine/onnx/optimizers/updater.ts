import type { Kernels } from '../kernels/kernels.ts';

/** Where the floats of a network's trainable weights lie: byte offsets of blocks of `size` floats, a multiple of 16. */
export interface Blocks {
  readonly weights: number;
  readonly gradients: number;
  readonly size: number;
}

/** An update rule on the engine's memory. */
export interface Updater {
  /** The value in each block of its state, all as large as the weights, before the first step. */
  readonly initialState: readonly number[];
  /** Updates all weights in one pass; `step` counts from 1, `state` are the offsets of its blocks. */
  update(
    kernels: Kernels,
    blocks: Blocks,
    state: readonly number[],
    learningRate: number,
    step: number,
  ): void;
}
