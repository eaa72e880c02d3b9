import { sizeOf } from '../../../model/layer.ts';
import { binary, reshape } from '../../../onnx/shorthand.ts';
import type { Operation } from './operation.ts';

/**
 * Multiplies by a mask that the engine draws for every step (0, or 1/(1 − rate)); does nothing in an
 * evaluation.
 */
export function dropout(layer: string): Operation {
  return ({ program: graph, training, dropoutMask }, input) => {
    if (!training) return { output: input, backward: (gradient) => gradient };
    const [batch, ...rest] = input.shape;
    const mask = reshape(graph, dropoutMask(layer, [batch!, sizeOf(rest)]), input.shape);
    return {
      output: binary(graph, 'Mul', input, mask),
      backward: (gradient) => binary(graph, 'Mul', gradient, mask),
    };
  };
}
