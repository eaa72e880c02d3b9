import type { GraphNodes, Tensor } from '../../../onnx/builder.ts';
import { binary, concat, mask, padAfter, reshape, slice } from '../../../onnx/shorthand.ts';
import type { Operation } from './operation.ts';

/**
 * Max pooling over windows of size × size with the same stride, if it could not join the convolution before
 * it. The window's places are extracted as strided slices ("phases"); the gradient goes to the first phase
 * that holds the maximum, as in Keras. (ONNX's own MaxPool is slow when it must say where the maximum was.)
 */
export function maxPool2d(size: number): Operation {
  return ({ program }, input) => {
    const phases = phasesOf(program, input, size);
    const output = phases.reduce((largest, phase) => binary(program, 'Max', largest, phase));
    return {
      output,
      backward: (gradient, inputGradient) =>
        inputGradient
          ? interleave(program, routeToFirstMaximum(program, phases, output, gradient), size, input.shape)
          : undefined,
    };
  };
}

/**
 * The values of all windows at each place within the window; values left over at the borders belong to none.
 */
export function phasesOf(graph: GraphNodes, input: Tensor, size: number): Tensor[] {
  const [, height, width] = input.shape as [number, number, number, number];
  return Array.from({ length: size * size }, (_, phase) =>
    slice(graph, input, [
      { axis: 1, start: Math.floor(phase / size), count: Math.floor(height / size), step: size },
      { axis: 2, start: phase % size, count: Math.floor(width / size), step: size },
    ]),
  );
}

/** The inverse of {@link phasesOf}, with zeros at the borders: a tensor of the given shape. */
export function interleave(
  graph: GraphNodes,
  phases: readonly Tensor[],
  size: number,
  shape: readonly number[],
): Tensor {
  const [batch, rows, columns, channels] = phases[0]!.shape as [number, number, number, number];
  const lines = Array.from({ length: size }, (_, line) => {
    const places = phases
      .slice(line * size, (line + 1) * size)
      .map((phase) => reshape(graph, phase, [batch, rows, columns, 1, channels]));
    return reshape(graph, concat(graph, places, 3), [batch, rows, 1, columns * size, channels]);
  });
  const whole = reshape(graph, concat(graph, lines, 2), [batch, rows * size, columns * size, channels]);
  const missing = shape.map((wanted, axis) => wanted - whole.shape[axis]!);
  return padAfter(graph, whole, missing);
}

/**
 * Splits a gradient among phases: each element goes completely to the first phase that equals the maximum
 * there.
 */
function routeToFirstMaximum(
  graph: GraphNodes,
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
