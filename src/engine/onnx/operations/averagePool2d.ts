import { binary, pad, reshape } from '../graph/shorthand.ts';
import { interleave } from './maxPool2d.ts';
import type { Operation } from './operation.ts';

/** The mean of windows of size × size with the same stride, on channels-first images. */
export function averagePool2d(size: number): Operation {
  return ({ graph }, input) => {
    const [batch, channels, height, width] = input.shape as [number, number, number, number];
    const shape = [batch, channels, Math.floor(height / size), Math.floor(width / size)] as const;
    const side = [size, size];
    return {
      output: graph.node('AveragePool', [input], shape, { kernel_shape: side, strides: side }),
      backward: (gradient, inputGradient) => {
        if (!inputGradient) return undefined;
        const part = binary(graph, 'Mul', gradient, graph.scalar(1 / (size * size)));
        const parts = new Array(size * size).fill(part);
        const border = [0, 0, height - shape[2] * size, width - shape[3] * size];
        return pad(graph, interleave(graph, parts, size, shape), [0, 0, 0, 0], border);
      },
    };
  };
}

/** [batch, channels, height, width] → the mean of every channel, [batch, channels]. */
export const globalAveragePool2d: Operation = ({ graph }, input) => {
  const [batch, channels, height, width] = input.shape as [number, number, number, number];
  const mean = graph.node('GlobalAveragePool', [input], [batch, channels, 1, 1]);
  return {
    output: reshape(graph, mean, [batch, channels]),
    backward: (gradient, inputGradient) => {
      if (!inputGradient) return undefined;
      const share = binary(graph, 'Mul', gradient, graph.scalar(1 / (height * width)));
      const single = reshape(graph, share, [batch, channels, 1, 1]);
      return graph.node('Expand', [single, graph.integers(input.shape)], input.shape);
    },
  };
};
