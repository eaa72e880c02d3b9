import type { Conv2DLayer } from '../../../model/layer.ts';
import { windowOn } from '../../../model/window.ts';
import type { GraphBuilder, Tensor } from '../graph/builder.ts';
import { concat, gemm, pad, reshape, slice, sumOver, transpose } from '../graph/shorthand.ts';
import type { Operation } from './operation.ts';

/**
 * A convolution on channels-first images; the kernel is kept as `[filters, channels, k, k]`. The weight gradient
 * is one matrix product over all patches.
 */
export function conv2d(layer: Conv2DLayer): Operation {
  return ({ graph, weight, setGradient }, input) => {
    const { name, kernelSize, strides, padding, useBias } = layer;
    const kernel = weight(`${name}/kernel`);
    const [batch, , height, width] = input.shape as [number, number, number, number];
    const down = windowOn(height, kernelSize, strides, padding);
    const across = windowOn(width, kernelSize, strides, padding);
    const geometry = {
      kernel_shape: [kernelSize, kernelSize],
      strides: [strides, strides],
      pads: [down.before, across.before, down.after, across.after],
    };
    const inputs = useBias ? [input, kernel, weight(`${name}/bias`)] : [input, kernel];
    return {
      output: graph.node('Conv', inputs, [batch, layer.filters, down.places, across.places], geometry),
      backward: (gradient, inputGradient) => {
        const padded = pad(
          graph,
          input,
          [0, 0, down.before, across.before],
          [0, 0, down.after, across.after],
        );
        setGradient(`${name}/kernel`, kernelGradient(graph, padded, gradient, kernelSize, strides));
        if (useBias) setGradient(`${name}/bias`, sumOver(graph, gradient, [0, 2, 3]));
        if (!inputGradient) return undefined;
        const covered = (places: number) => (places - 1) * strides + kernelSize;
        return graph.node('ConvTranspose', [gradient, kernel], input.shape, {
          ...geometry,
          output_padding: [
            padded.shape[2]! - covered(down.places),
            padded.shape[3]! - covered(across.places),
          ],
        });
      },
    };
  };
}

/** [filters, channels, k, k] from the padded input and the output's gradient. */
function kernelGradient(
  graph: GraphBuilder,
  input: Tensor,
  gradient: Tensor,
  kernelSize: number,
  step: number,
): Tensor {
  const [batch, filters, rows, columns] = gradient.shape as [number, number, number, number];
  const channels = input.shape[1]!;
  const positions = batch * rows * columns;
  const planes = transpose(graph, input, [1, 0, 2, 3]);
  const places = Array.from({ length: kernelSize * kernelSize }, (_, place) =>
    slice(graph, planes, [
      { axis: 2, start: Math.floor(place / kernelSize), count: rows, step },
      { axis: 3, start: place % kernelSize, count: columns, step },
    ]),
  );
  const patches = reshape(graph, concat(graph, places, 0), [places.length * channels, positions]);
  const byFilter = reshape(graph, transpose(graph, gradient, [1, 0, 2, 3]), [filters, positions]);
  const product = gemm(graph, byFilter, patches, { transB: true });
  const byPlace = reshape(graph, product, [filters, kernelSize * kernelSize, channels]);
  return reshape(graph, transpose(graph, byPlace, [0, 2, 1]), [filters, channels, kernelSize, kernelSize]);
}
