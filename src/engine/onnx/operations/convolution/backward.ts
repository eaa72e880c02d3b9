import type { Tensor } from '../../../../onnx/builder.ts';
import { oneAfterAnother } from '../../program/oneAfterAnother.ts';
import type { Program } from '../../program/program.ts';
import type { Binding, Run } from '../../program/step.ts';
import type { Geometry } from './geometry.ts';
import { eachChunk, paddingArguments, patchArguments } from './geometry.ts';
import { bindPatches, roomForPadded, roomForPatches } from './patches.ts';
import { bindProduct } from './products.ts';

/** The gradient with respect to a convolution's values, chunk by chunk. */
export interface PlacesGradient {
  readonly reads: readonly Tensor[];
  readonly writes: readonly Tensor[];
  /** Makes the gradient of a chunk; it then lies at the start of `tensor`, or `skip` floats after it. */
  bind(memory: Binding, first: number, count: number): { run?: Run; tensor: Tensor; skip: number };
}

/**
 * Adds the backward pass of a convolution as a step: `kernelGradient` gets patchesᵀ·gradient. If wanted,
 * gradient·kernelᵀ is added up at the places that the patches came from, and returned.
 */
export function addBackward(
  program: Program,
  geometry: Geometry,
  { input, kernel, kernelGradient }: { input: Tensor; kernel: Tensor; kernelGradient: Tensor },
  gradient: PlacesGradient,
  inputGradient: boolean,
): Tensor | undefined {
  const { rows, columns, patch, filters } = geometry;
  const room = roomForPatches(program, geometry);
  const output = inputGradient ? program.tensor(input.shape) : undefined;
  const padded = output && roomForPadded(program, geometry);
  program.step({
    reads: [input, ...(output ? [kernel] : []), ...gradient.reads],
    writes: [kernelGradient, ...room.tensors, ...gradient.writes, ...[output, padded].filter((t) => !!t)],
    async bind(memory) {
      const { kernels } = memory;
      const sum = memory.at(kernelGradient);
      const runs: Run[] = [() => kernels.clear(sum, patch * filters)];
      for (const { first, count } of eachChunk(geometry)) {
        const places = count * rows * columns;
        const { run, tensor, skip } = gradient.bind(memory, first, count);
        if (run) runs.push(run);
        const ofPlaces = memory.ort(tensor, [places, filters], skip);
        const patches = memory.ort(room.patches, [places, patch]);
        runs.push(bindPatches(memory, geometry, room, input, first, count));
        const total = memory.ort(kernelGradient);
        runs.push(await bindProduct(memory, 'kernelGradient', patches, ofPlaces, total));
        if (!output) continue;
        runs.push(await bindProduct(memory, 'inputGradient', ofPlaces, memory.ort(kernel), patches));
        runs.push(bindImages(memory, geometry, room.patches, padded, output, first, count));
      }
      return oneAfterAnother(runs);
    },
  });
  return output;
}

/** Adds the patches' gradients to the places that the patches came from. */
function bindImages(
  memory: Binding,
  geometry: Geometry,
  patches: Tensor,
  padded: Tensor | undefined,
  output: Tensor,
  first: number,
  count: number,
): Run {
  const { kernels } = memory;
  const from = memory.at(patches);
  const images = memory.at(output) + 4 * first * geometry.height * geometry.row;
  const sum = padded ? memory.at(padded) : images;
  const size = count * geometry.padded.height * geometry.padded.row;
  const add = patchArguments(geometry, count);
  const crop = paddingArguments(geometry, count);
  return () => {
    kernels.clear(sum, size);
    kernels.addPatches(sum, from, ...add);
    if (padded) kernels.cropImages(images, sum, ...crop);
  };
}
