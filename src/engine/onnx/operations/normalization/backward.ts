import type { BatchNormalizationLayer } from '../../../../model/layer.ts';
import type { Tensor } from '../../../../onnx/builder.ts';
import type { ProgramContext } from '../operation.ts';
import { sumsOf } from '../room.ts';
import type { Statistics } from './forward.ts';
import type { Sizes } from './normalization.ts';

interface Values extends Statistics {
  readonly input: Tensor;
  readonly chosen: Tensor;
  readonly gradient: Tensor;
}

/** Adds the backward pass as a step. */
export function addBackward(
  { program, gradient: gradientOf }: ProgramContext,
  { name }: BatchNormalizationLayer,
  { channels, size, windows }: Sizes,
  { input, chosen, gradient, scale, mean, inverse }: Values,
  inputGradient: boolean,
): Tensor | undefined {
  const [ofGamma, ofBeta] = [gradientOf(`${name}/gamma`), gradientOf(`${name}/beta`)];
  const kept = program.tensor(gradient.shape);
  const { sum, part } = sumsOf(program, channels);
  const products = sumsOf(program, channels).sum;
  const [ofInput, constant] = [program.tensor([channels]), program.tensor([channels])];
  const output = inputGradient ? program.tensor(input.shape) : undefined;
  program.step({
    reads: [input, chosen, gradient, scale, mean, inverse],
    writes: [ofGamma, ofBeta, kept, sum, part, products, ofInput, constant, ...(output ? [output] : [])],
    bind: async (memory) => {
      const { kernels } = memory;
      const at = memory.at;
      const [x, choices, dy] = [at(input), at(chosen), at(gradient)];
      const [totals, withInput] = [memory.doubles(sum), memory.doubles(products)];
      const [scales, means, inverses] = [memory.floats(scale), memory.floats(mean), memory.floats(inverse)];
      const [gammas, betas] = [memory.floats(ofGamma), memory.floats(ofBeta)];
      const [factors, constants] = [memory.floats(ofInput), memory.floats(constant)];
      const count = windows * size;
      return () => {
        kernels.chosenGradient(at(kept), at(sum), at(part), dy, choices, windows, channels);
        kernels.chosenProducts(at(products), at(part), at(kept), choices, x, windows, channels, size);
        for (let index = 0; index < channels; index++) {
          const beta = totals[index]!;
          const gamma = (withInput[index]! - means[index]! * beta) * inverses[index]!;
          betas[index] = beta;
          gammas[index] = gamma;
          factors[index] = (-scales[index]! * inverses[index]! * gamma) / count;
          constants[index] = (-scales[index]! * beta) / count - factors[index]! * means[index]!;
        }
        if (!output) return;
        const numbers = [at(scale), at(ofInput), at(constant)] as const;
        kernels.normalizedGradient(at(output), x, at(kept), choices, ...numbers, windows, channels, size);
      };
    },
  });
  return output;
}
