import { sizeOf } from '../../../model/layer.ts';
import type { Operation } from './operation.ts';

/** [batch, …] → [batch, features]. */
export const flatten: Operation = ({ program }, input) => {
  const [batch, ...rest] = input.shape;
  return {
    output: program.view(input, [batch!, sizeOf(rest)]),
    backward: (gradient, inputGradient) => (inputGradient ? program.view(gradient, input.shape) : undefined),
  };
};
