import type { Conv2DLayer } from '../../../model/layer.ts';
import { windowOn } from '../../../model/window.ts';
import type { Tensor } from '../graph/builder.ts';
import { concat, gemm, pad, reshape, slice, sumOver } from '../graph/shorthand.ts';
import { maximum, routeToFirstMaximum } from './maxPool2d.ts';
import type { Operation } from './operation.ts';

/**
 * A convolution on the network's input, fused with the max pooling that follows (1 for none). For each place of
 * the pooling window the patches are gathered by strided slices and multiplied by the kernel in one matrix
 * product, so that neither the full convolution nor the arg-max is ever laid out in memory.
 *
 * Input `[channels, batch, height, width]`, kernel `[kernel²·channels, filters]` as Keras has it, output
 * `[batch, rows, columns, filters]`. There is no input gradient.
 */
export function inputConv2d(layer: Conv2DLayer, poolSize: number): Operation {
  return ({ graph, weight, setGradient }, input) => {
    const { name, kernelSize, strides, padding, useBias } = layer;
    const [channels, batch, height, width] = input.shape as [number, number, number, number];
    const kernel = weight(`${name}/kernel`);
    const filters = kernel.shape[1]!;
    const down = windowOn(height, kernelSize, strides, padding);
    const across = windowOn(width, kernelSize, strides, padding);
    const padded = pad(graph, input, [0, 0, down.before, across.before], [0, 0, down.after, across.after]);
    const rows = Math.floor(down.places / poolSize);
    const columns = Math.floor(across.places / poolSize);
    const step = poolSize * strides;
    const positions = batch * rows * columns;
    const shifted = new Map<string, Tensor>();
    const shift = (y: number, x: number): Tensor => {
      const key = `${y},${x}`;
      const known = shifted.get(key);
      if (known) return known;
      const made = slice(graph, padded, [
        { axis: 2, start: y, count: rows, step },
        { axis: 3, start: x, count: columns, step },
      ]);
      shifted.set(key, made);
      return made;
    };
    const patches = Array.from({ length: poolSize * poolSize }, (_, phase) => {
      const top = Math.floor(phase / poolSize) * strides;
      const left = (phase % poolSize) * strides;
      const places = Array.from({ length: kernelSize * kernelSize }, (_, place) =>
        shift(top + Math.floor(place / kernelSize), left + (place % kernelSize)),
      );
      return reshape(graph, concat(graph, places, 0), [places.length * channels, positions]);
    });
    const phases = patches.map((patch) =>
      gemm(graph, patch, kernel, { ...(useBias ? { c: weight(`${name}/bias`) } : {}), transA: true }),
    );
    const pooled = maximum(graph, phases);
    return {
      output: reshape(graph, pooled, [batch, rows, columns, filters]),
      backward: (gradient) => {
        const byPosition = reshape(graph, gradient, [positions, filters]);
        const parts = routeToFirstMaximum(graph, phases, pooled, byPosition);
        let sum: Tensor | undefined;
        for (const [phase, part] of parts.entries()) {
          sum = gemm(graph, patches[phase]!, part, sum ? { c: sum } : {});
        }
        setGradient(`${name}/kernel`, sum!);
        if (useBias) setGradient(`${name}/bias`, sumOver(graph, byPosition, [0]));
        return undefined;
      },
    };
  };
}
