import { binary, reshape } from '../../../onnx/shorthand.ts';
import { interleave, phasesOf } from './maxPool2d.ts';
import type { Operation } from './operation.ts';

/** The mean of windows of size × size with the same stride. */
export function averagePool2d(size: number): Operation {
  return ({ program }, input) => {
    const share = () => program.scalar(1 / (size * size));
    const sum = phasesOf(program, input, size).reduce((total, phase) => binary(program, 'Add', total, phase));
    return {
      output: binary(program, 'Mul', sum, share()),
      backward: (gradient, inputGradient) => {
        if (!inputGradient) return undefined;
        const part = binary(program, 'Mul', gradient, share());
        return interleave(program, new Array(size * size).fill(part), size, input.shape);
      },
    };
  };
}

/** The mean of every channel, [batch, channels]. */
export const globalAveragePool2d: Operation = ({ program }, input) => {
  const [batch, height, width, channels] = input.shape as [number, number, number, number];
  const output = program.node('ReduceMean', [input, program.integers([1, 2])], [batch, channels], {
    keepdims: 0,
  });
  return {
    output,
    backward: (gradient, inputGradient) => {
      if (!inputGradient) return undefined;
      const share = binary(program, 'Mul', gradient, program.scalar(1 / (height * width)));
      const single = reshape(program, share, [batch, 1, 1, channels]);
      return program.node('Expand', [single, program.integers(input.shape)], input.shape);
    },
  };
};
