import type { GraphBuilder, Tensor } from '../graph/builder.ts';
import { binary, concat, mask, pad, reshape, slice } from '../graph/shorthand.ts';
import type { Operation } from './operation.ts';

/**
 * Max pooling over windows of size × size with the same stride, on channels-first images. The window's places
 * are taken apart as strided slices ("phases"); the gradient goes to the first phase that holds the maximum, as
 * in Keras. (ONNX's own MaxPool is slow as soon as it must say where the maximum was.)
 */
export function maxPool2d(size: number): Operation {
  return ({ graph }, input) => {
    const [batch, channels, height, width] = input.shape as [number, number, number, number];
    const rows = Math.floor(height / size);
    const columns = Math.floor(width / size);
    const phases = Array.from({ length: size * size }, (_, phase) =>
      slice(graph, input, [
        { axis: 2, start: Math.floor(phase / size), count: rows, step: size },
        { axis: 3, start: phase % size, count: columns, step: size },
      ]),
    );
    const output = maximum(graph, phases);
    return {
      output,
      backward: (gradient, inputGradient) => {
        if (!inputGradient) return undefined;
        const parts = routeToFirstMaximum(graph, phases, output, gradient);
        const interleaved = interleave(graph, parts, size, [batch, channels, rows, columns]);
        return pad(graph, interleaved, [0, 0, 0, 0], [0, 0, height - rows * size, width - columns * size]);
      },
    };
  };
}

/** The element-wise maximum; pairs are faster than one variadic `Max`. */
export function maximum(graph: GraphBuilder, values: readonly Tensor[]): Tensor {
  if (values.length === 1) return values[0]!;
  const pairs: Tensor[] = [];
  for (let i = 0; i < values.length; i += 2) {
    const [a, b] = values.slice(i, i + 2);
    pairs.push(b ? binary(graph, 'Max', a!, b) : a!);
  }
  return maximum(graph, pairs);
}

/** Splits a gradient among phases: each element goes whole to the first phase that equals the maximum there. */
export function routeToFirstMaximum(
  graph: GraphBuilder,
  phases: readonly Tensor[],
  output: Tensor,
  gradient: Tensor,
): Tensor[] {
  let rest = gradient;
  return phases.map((phase, index) => {
    if (index === phases.length - 1) return rest;
    const part = binary(graph, 'Mul', rest, mask(graph, 'GreaterOrEqual', phase, output));
    rest = binary(graph, 'Sub', rest, part);
    return part;
  });
}

/** The inverse of taking a window's places apart: [batch, channels, rows·size, columns·size]. */
export function interleave(
  graph: GraphBuilder,
  parts: readonly Tensor[],
  size: number,
  [batch, channels, rows, columns]: readonly [number, number, number, number],
): Tensor {
  const lines = Array.from({ length: size }, (_, line) => {
    const places = parts
      .slice(line * size, (line + 1) * size)
      .map((part) => reshape(graph, part, [batch, channels, rows, columns, 1]));
    return reshape(graph, concat(graph, places, 4), [batch, channels, rows, 1, columns * size]);
  });
  return reshape(graph, concat(graph, lines, 3), [batch, channels, rows * size, columns * size]);
}
