import { sizeOf } from '../../../model/layer.ts';
import { reshape, transpose } from '../graph/shorthand.ts';
import type { Operation } from './operation.ts';

/** [batch, …] → [batch, features]. */
export const flatten: Operation = ({ graph }, input) => {
  const [batch, ...rest] = input.shape;
  return {
    output: reshape(graph, input, [batch!, sizeOf(rest)]),
    backward: (gradient, inputGradient) =>
      inputGradient ? reshape(graph, gradient, input.shape) : undefined,
  };
};

/** Reorders the axes, as `Transpose` does. */
export function permute(perm: readonly number[]): Operation {
  const inverse = perm.map((_, axis) => perm.indexOf(axis));
  return ({ graph }, input) => ({
    output: transpose(graph, input, perm),
    backward: (gradient, inputGradient) => (inputGradient ? transpose(graph, gradient, inverse) : undefined),
  });
}
