import type { Conv2DLayer } from '../../../../model/layer.ts';
import type { Operation } from '../operation.ts';
import { addBackward } from './backward.ts';
import { addForward } from './forward.ts';
import { geometryOf } from './geometry.ts';

/**
 * A convolution without bias whose values are normalized next: `[batch, rows, columns, filters]`, in the order of
 * pooling windows of `window`².
 */
export function convolution(layer: Conv2DLayer, window: number): Operation {
  return ({ program, weight, gradient: gradientOf }, input) => {
    const name = `${layer.name}/kernel`;
    const kernel = weight(name);
    const geometry = geometryOf(layer, input.shape, window);
    const { batch, rows, columns, filters } = geometry;
    const values = addForward(program, geometry, input, kernel);
    return {
      output: { ...values, shape: [batch, rows, columns, filters] },
      backward: (gradient, inputGradient) =>
        addBackward(
          program,
          geometry,
          { input, kernel, kernelGradient: gradientOf(name) },
          {
            reads: [gradient],
            writes: [],
            bind: (_memory, first) => ({ tensor: gradient, skip: first * rows * columns * filters }),
          },
          inputGradient,
        ),
    };
  };
}
