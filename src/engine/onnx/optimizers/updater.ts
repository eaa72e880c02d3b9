import type { Kernels } from '../kernels/kernels.ts';

/** Where the floats of a network lie: byte offsets of blocks of `size` floats, a multiple of 4. */
export interface Blocks {
  readonly weights: number;
  readonly gradients: number;
  readonly size: number;
}

/** An update rule on the engine's memory. */
export interface Updater {
  /** Blocks of state that it needs, each as large as the weights and zeroed before the first step. */
  readonly stateBlocks: number;
  /** Updates all weights in one pass; `step` counts from 1, `state` are the offsets of its blocks. */
  update(
    kernels: Kernels,
    blocks: Blocks,
    state: readonly number[],
    learningRate: number,
    step: number,
  ): void;
}
