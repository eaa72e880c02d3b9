import type { Kernels } from './kernels/kernels.ts';
import type { WeightMemory } from './weightMemory.ts';

/** The L2 penalty Σ l2·Σw² of a network's kernels, on blocks of its memory (byte offsets). */
export class Penalty {
  private readonly kernels: Kernels;
  private readonly parts: ReturnType<WeightMemory['penalized']>;

  constructor(kernels: Kernels, memory: WeightMemory) {
    this.kernels = kernels;
    this.parts = memory.penalized();
  }

  /** The penalty that is added to every image's loss. */
  value(weights: number): number {
    return this.parts.reduce(
      (sum, { start, size, l2 }) => sum + l2 * this.kernels.sumOfSquares(weights + 4 * start, size),
      0,
    );
  }

  /** Adds its gradient, 2·l2·w. */
  addGradient(weights: number, gradients: number): void {
    for (const { start, size, l2 } of this.parts) {
      this.kernels.addScaled(gradients + 4 * start, weights + 4 * start, size, 2 * l2);
    }
  }
}
