import type { Tensor } from '../graph/builder.ts';
import { concat, gemm, reshape, slice, sumOver } from '../graph/shorthand.ts';
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
export function inputConv2d(layer: string, kernelSize: number, poolSize: number): Operation {
  return ({ graph, weight, setGradient }, input) => {
    const [channels, batch, height, width] = input.shape as [number, number, number, number];
    const kernel = weight(`${layer}/kernel`);
    const bias = weight(`${layer}/bias`);
    const filters = kernel.shape[1]!;
    const rows = Math.floor((height - kernelSize + 1) / poolSize);
    const columns = Math.floor((width - kernelSize + 1) / poolSize);
    const positions = batch * rows * columns;
    const shifted = new Map<string, Tensor>();
    const shift = (y: number, x: number): Tensor => {
      const key = `${y},${x}`;
      const known = shifted.get(key);
      if (known) return known;
      const made = slice(graph, input, [
        { axis: 2, start: y, count: rows, step: poolSize },
        { axis: 3, start: x, count: columns, step: poolSize },
      ]);
      shifted.set(key, made);
      return made;
    };
    const patches = Array.from({ length: poolSize * poolSize }, (_, phase) => {
      const top = Math.floor(phase / poolSize);
      const left = phase % poolSize;
      const places = Array.from({ length: kernelSize * kernelSize }, (_, place) =>
        shift(top + Math.floor(place / kernelSize), left + (place % kernelSize)),
      );
      return reshape(graph, concat(graph, places, 0), [places.length * channels, positions]);
    });
    const phases = patches.map((patch) => gemm(graph, patch, kernel, { c: bias, transA: true }));
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
        setGradient(`${layer}/kernel`, sum!);
        setGradient(`${layer}/bias`, sumOver(graph, byPosition, [0]));
        return undefined;
      },
    };
  };
}
