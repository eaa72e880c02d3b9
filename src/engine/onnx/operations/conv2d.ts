import type { GraphBuilder, Tensor } from '../graph/builder.ts';
import { concat, gemm, reshape, slice, sumOver, transpose } from '../graph/shorthand.ts';
import type { Operation } from './operation.ts';

/**
 * A convolution inside the network on channels-first images, stride 1, no padding; the kernel is kept as
 * `[filters, channels, k, k]`. The weight gradient is one matrix product over all patches.
 */
export function conv2d(layer: string): Operation {
  return ({ graph, weight, setGradient }, input) => {
    const kernel = weight(`${layer}/kernel`);
    const bias = weight(`${layer}/bias`);
    const [filters, , kernelSize] = kernel.shape as [number, number, number, number];
    const [batch, , height, width] = input.shape as [number, number, number, number];
    const shape = [batch, filters, height - kernelSize + 1, width - kernelSize + 1];
    return {
      output: graph.node('Conv', [input, kernel, bias], shape, { kernel_shape: [kernelSize, kernelSize] }),
      backward: (gradient, inputGradient) => {
        setGradient(`${layer}/kernel`, kernelGradient(graph, input, gradient, kernelSize));
        setGradient(`${layer}/bias`, sumOver(graph, gradient, [0, 2, 3]));
        if (!inputGradient) return undefined;
        return graph.node('ConvTranspose', [gradient, kernel], input.shape, {
          kernel_shape: [kernelSize, kernelSize],
        });
      },
    };
  };
}

/** [filters, channels, k, k] from the input and the output's gradient. */
function kernelGradient(graph: GraphBuilder, input: Tensor, gradient: Tensor, kernelSize: number): Tensor {
  const [batch, filters, rows, columns] = gradient.shape as [number, number, number, number];
  const channels = input.shape[1]!;
  const positions = batch * rows * columns;
  const planes = transpose(graph, input, [1, 0, 2, 3]);
  const places = Array.from({ length: kernelSize * kernelSize }, (_, place) =>
    slice(graph, planes, [
      { axis: 2, start: Math.floor(place / kernelSize), count: rows, step: 1 },
      { axis: 3, start: place % kernelSize, count: columns, step: 1 },
    ]),
  );
  const patches = reshape(graph, concat(graph, places, 0), [places.length * channels, positions]);
  const byFilter = reshape(graph, transpose(graph, gradient, [1, 0, 2, 3]), [filters, positions]);
  const product = gemm(graph, byFilter, patches, { transB: true });
  const byPlace = reshape(graph, product, [filters, kernelSize * kernelSize, channels]);
  return reshape(graph, transpose(graph, byPlace, [0, 2, 1]), [filters, channels, kernelSize, kernelSize]);
}
