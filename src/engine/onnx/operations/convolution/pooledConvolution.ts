import type { Conv2DLayer } from '../../../../model/layer.ts';
import { sizeOf } from '../../../../model/layer.ts';
import type { Tensor } from '../../../../onnx/builder.ts';
import type { Program } from '../../program/program.ts';
import type { Binding, Run } from '../../program/step.ts';
import type { Operation } from '../operation.ts';
import { bytesAsFloats, sumsOf } from '../room.ts';
import { addBackward } from './backward.ts';
import { addForward } from './forward.ts';
import type { Geometry } from './geometry.ts';
import { geometryOf } from './geometry.ts';
import { addPooledKernelGradient } from './pooledKernelGradient.ts';

/**
 * Up to this many channels, it is faster to add a pooled gradient pixel by pixel than to expand it with its
 * zeros.
 */
const FEW_CHANNELS = 4;

/**
 * A convolution with its bias, the max pooling over window × window that follows (1 for none) and, if `relu`,
 * the activation behind that: chunk by chunk, so that the values before the pooling stay in the cache.
 */
export function pooledConvolution(layer: Conv2DLayer, window: number, relu: boolean): Operation {
  return (context, input) => {
    const { program, weight, gradient: gradientOf } = context;
    const { name, useBias } = layer;
    const kernel = weight(`${name}/kernel`);
    const geometry = geometryOf(layer, input.shape, window);
    const { batch, rows, columns, filters } = geometry;
    const bias = useBias ? weight(`${name}/bias`) : undefined;
    const output = program.tensor([batch, rows / window, columns / window, filters]);
    const chosen = program.tensor(bytesAsFloats(sizeOf(output.shape)));
    const pooled: Pooled = { output, chosen, bias, floor: relu ? 0 : Number.NEGATIVE_INFINITY };
    addForward(program, geometry, input, kernel, pooling(program, geometry, pooled));
    return {
      output,
      backward: (gradient, inputGradient) => {
        const kernelGradient = gradientOf(`${name}/kernel`);
        const kept = addKept(program, gradient, chosen, useBias ? gradientOf(`${name}/bias`) : undefined);
        if (!inputGradient && window > 1 && geometry.channels <= FEW_CHANNELS) {
          addPooledKernelGradient(program, geometry, input, kept, chosen, kernelGradient);
          return undefined;
        }
        const spread = spreading(program, geometry, kept, chosen);
        return addBackward(program, geometry, { input, kernel, kernelGradient }, spread, inputGradient);
      },
    };
  };
}

interface Pooled {
  readonly output: Tensor;
  readonly chosen: Tensor;
  readonly bias: Tensor | undefined;
  readonly floor: number;
}

function pooling(program: Program, geometry: Geometry, { output, chosen, bias, floor }: Pooled) {
  const { rows, columns, window, filters } = geometry;
  const size = window * window;
  const windows = (rows * columns) / size;
  const scale = program.tensor([filters]);
  const shift = bias ?? program.tensor([filters]);
  return {
    reads: bias ? [bias] : [],
    writes: [output, chosen, scale, ...(bias ? [] : [shift])],
    bind(memory: Binding, places: Tensor, first: number, count: number): Run {
      const { kernels } = memory;
      const skip = first * windows * filters;
      const to = memory.at(output) + 4 * skip;
      const choices = memory.at(chosen) + skip;
      const [from, factors, summands] = [memory.at(places), memory.at(scale), memory.at(shift)];
      const ones = memory.floats(scale);
      const zeros = bias ? undefined : memory.floats(shift);
      return () => {
        ones.fill(1);
        zeros?.fill(0);
        kernels.maxOfWindows(to, choices, from, factors, summands, count * windows, filters, size, floor);
      };
    },
  };
}

/** Adds a step that drops the gradient of windows without a chosen value and sums it into the bias's. */
function addKept(
  program: Program,
  gradient: Tensor,
  chosen: Tensor,
  biasGradient: Tensor | undefined,
): Tensor {
  const filters = gradient.shape.at(-1)!;
  const windows = sizeOf(gradient.shape) / filters;
  const kept = program.tensor(gradient.shape);
  const sums = sumsOf(program, filters);
  program.step({
    reads: [gradient, chosen],
    writes: [kept, sums.sum, sums.part, ...(biasGradient ? [biasGradient] : [])],
    bind: async (memory) => {
      const [to, sum, part] = [memory.at(kept), memory.at(sums.sum), memory.at(sums.part)];
      const [from, choices] = [memory.at(gradient), memory.at(chosen)];
      const total = memory.doubles(sums.sum).subarray(0, filters);
      const result = biasGradient && memory.floats(biasGradient);
      return () => {
        memory.kernels.chosenGradient(to, sum, part, from, choices, windows, filters);
        result?.set(total);
      };
    },
  });
  return kept;
}

/** Spreads the gradient of the windows over all places. */
function spreading(program: Program, geometry: Geometry, kept: Tensor, chosen: Tensor) {
  const { rows, columns, window, filters, mostInChunk } = geometry;
  const size = window * window;
  const windows = (rows * columns) / size;
  const places = program.tensor([mostInChunk * rows * columns, filters]);
  return {
    reads: [kept, chosen],
    writes: [places],
    bind(memory: Binding, first: number, count: number) {
      const skip = first * windows * filters;
      const [to, from, choices] = [memory.at(places), memory.at(kept) + 4 * skip, memory.at(chosen) + skip];
      const run = () => memory.kernels.spreadGradient(to, from, choices, count * windows, filters, size);
      return { run, tensor: places, skip: 0 };
    },
  };
}
