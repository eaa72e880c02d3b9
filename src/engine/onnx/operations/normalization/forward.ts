import type { BatchNormalizationLayer } from '../../../../model/layer.ts';
import type { Tensor } from '../../../../onnx/builder.ts';
import type { Binding } from '../../program/step.ts';
import type { ProgramContext } from '../operation.ts';
import { sumsOf } from '../room.ts';
import type { Sizes } from './normalization.ts';

/** Results of the forward pass that the backward pass needs for each channel: s, µ and 1/√(σ² + ε). */
export interface Statistics {
  readonly scale: Tensor;
  readonly mean: Tensor;
  readonly inverse: Tensor;
}

interface Values {
  readonly input: Tensor;
  readonly output: Tensor;
  readonly chosen: Tensor;
  readonly floor: number;
}

/** Adds the forward pass as a step. */
export function addForward(
  { program, training, weight, gradient }: ProgramContext,
  { name, epsilon }: BatchNormalizationLayer,
  sizes: Sizes,
  { input, output, chosen, floor }: Values,
): Statistics {
  const { channels, size, windows } = sizes;
  const channel = () => program.tensor([channels]);
  const [scale, shift, mean, inverse] = [channel(), channel(), channel(), channel()];
  const [gamma, beta] = [weight(`${name}/gamma`), weight(`${name}/beta`)];
  const of = training ? gradient : weight;
  const averages = { mean: of(`${name}/moving_mean`), variance: of(`${name}/moving_variance`) };
  const moments = [averages.mean, averages.variance];
  const [sum, squares] = [sumsOf(program, channels).sum, sumsOf(program, channels).sum];
  program.step({
    reads: [input, gamma, beta, ...(training ? [] : moments)],
    writes: [output, chosen, scale, shift, mean, inverse, ...(training ? [...moments, sum, squares] : [])],
    bind: async (memory) => {
      const [from, to, choices] = [memory.at(input), memory.at(output), memory.at(chosen)];
      const [factors, summands] = [memory.at(scale), memory.at(shift)];
      const measure = training ? momentsOfBatch(memory, input, { sum, squares }, averages, sizes) : () => {};
      const [means, variances] = [memory.floats(averages.mean), memory.floats(averages.variance)];
      const [gammas, betas] = [memory.floats(gamma), memory.floats(beta)];
      const [scales, shifts] = [memory.floats(scale), memory.floats(shift)];
      const [keptMeans, inverses] = [memory.floats(mean), memory.floats(inverse)];
      return () => {
        measure();
        for (let index = 0; index < channels; index++) {
          inverses[index] = 1 / Math.sqrt(variances[index]! + epsilon);
          keptMeans[index] = means[index]!;
          scales[index] = gammas[index]! * inverses[index]!;
          shifts[index] = betas[index]! - means[index]! * scales[index]!;
        }
        memory.kernels.maxOfWindows(to, choices, from, factors, summands, windows, channels, size, floor);
      };
    },
  });
  return { scale, mean, inverse };
}

/** Writes the mean and the variance of each channel's values. */
function momentsOfBatch(
  memory: Binding,
  input: Tensor,
  sums: { readonly sum: Tensor; readonly squares: Tensor },
  moments: { readonly mean: Tensor; readonly variance: Tensor },
  { channels, size, windows }: Sizes,
): () => void {
  const from = memory.at(input);
  const [sum, squares] = [memory.doubles(sums.sum), memory.doubles(sums.squares)];
  const [atSum, atSquares] = [memory.at(sums.sum), memory.at(sums.squares)];
  const [means, variances] = [memory.floats(moments.mean), memory.floats(moments.variance)];
  const count = windows * size;
  return () => {
    memory.kernels.channelSums(atSum, atSquares, from, count, channels);
    for (let index = 0; index < channels; index++) {
      const mean = sum[index]! / count;
      means[index] = mean;
      variances[index] = Math.max(0, squares[index]! / count - mean * mean);
    }
  };
}
