import type { Optimizer } from '../../../model/optimizer.ts';
import type { Arena } from '../arena.ts';
import { updaterFor } from './index.ts';
import type { Blocks, Updater } from './updater.ts';

/** An optimizer with its state: clips the gradients, decays the weights, updates them; in Keras's order. */
export class OptimizerStep {
  private readonly optimizer: Optimizer;
  private readonly arena: Arena;
  private readonly blocks: Blocks;
  private readonly updater: Updater;
  private readonly state: readonly number[];
  /** Number of steps done. */
  steps = 0;

  constructor(optimizer: Optimizer, arena: Arena, blocks: Blocks) {
    this.optimizer = optimizer;
    this.arena = arena;
    this.blocks = blocks;
    this.updater = updaterFor(optimizer);
    this.state = this.updater.initialState.map(() => arena.reserve(blocks.size));
  }

  update(learningRate: number): void {
    const { weightDecay = 0, globalClipnorm = 0 } = this.optimizer;
    const { weights, gradients, size } = this.blocks;
    const { kernels } = this.arena;
    if (this.steps === 0) this.fillState();
    this.steps++;
    if (globalClipnorm > 0) {
      const norm = Math.sqrt(kernels.sumOfSquares(gradients, size));
      if (norm > globalClipnorm) kernels.scale(gradients, size, globalClipnorm / norm);
    }
    if (weightDecay > 0) kernels.scale(weights, size, 1 - learningRate * weightDecay);
    this.updater.update(kernels, this.blocks, this.state, learningRate, this.steps);
  }

  /** Views of the optimizer's state. */
  tensors(): Float32Array[] {
    if (this.steps === 0) this.fillState();
    return this.state.map((block) => this.arena.view(block, this.blocks.size));
  }

  /** Called late: views may be taken only after all reservations. */
  private fillState(): void {
    for (const [index, value] of this.updater.initialState.entries()) {
      if (value !== 0) this.arena.view(this.state[index]!, this.blocks.size).fill(value);
    }
  }
}
