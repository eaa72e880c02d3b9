import type { BatchNormalizationLayer } from '../../../../model/layer.ts';
import { sizeOf } from '../../../../model/layer.ts';
import type { Operation } from '../operation.ts';
import { bytesAsFloats } from '../room.ts';
import { addBackward } from './backward.ts';
import { addForward } from './forward.ts';

/**
 * Ioffe and Szegedy 2015, on the last axis, with the max pooling over window × window that follows, on images
 * whose values come in the order of such windows (1 for none), and, if `relu`, the activation behind that. In
 * training, it normalizes with the mean µ and the (biased) variance of the batch and hands out both for the
 * moving averages; otherwise it normalizes with the moving averages.
 *
 * With s = γ/√(σ² + ε), x̂ = (x − µ)/√(σ² + ε) and n values per channel, dβ = Σdy, dγ = Σdy·x̂ and dx = s·(dy
 * − dβ/n − x̂·dγ/n), which is one multiple of dy, one of x and a constant for each channel.
 */
export function normalization(layer: BatchNormalizationLayer, window: number, relu: boolean): Operation {
  return (context, input) => {
    const { program } = context;
    const channels = input.shape.at(-1)!;
    const output = program.tensor(pooledShape(input.shape, window));
    const sizes = { channels, size: window * window, windows: sizeOf(output.shape) / channels };
    const chosen = program.tensor(bytesAsFloats(sizeOf(output.shape)));
    const floor = relu ? 0 : Number.NEGATIVE_INFINITY;
    const statistics = addForward(context, layer, sizes, { input, output, chosen, floor });
    return {
      output,
      backward: (gradient, inputGradient) =>
        addBackward(context, layer, sizes, { input, chosen, gradient, ...statistics }, inputGradient),
    };
  };
}

function pooledShape(shape: readonly number[], window: number): readonly number[] {
  return shape.map((size, axis) => ((axis === 1 || axis === 2) && shape.length === 4 ? size / window : size));
}

/** Sizes of a normalization: `windows` of `size` values in each of `channels`. */
export interface Sizes {
  readonly channels: number;
  readonly size: number;
  readonly windows: number;
}
