import type { Tensor } from '../../../../onnx/builder.ts';
import { oneAfterAnother } from '../../program/oneAfterAnother.ts';
import type { Program } from '../../program/program.ts';
import type { Binding, Run } from '../../program/step.ts';
import type { Geometry } from './geometry.ts';
import { eachChunk } from './geometry.ts';
import { bindPatches, roomForPatches } from './patches.ts';
import { bindProduct } from './products.ts';

/** A computation on a chunk's places as soon as they are computed, while they are in the cache. */
export interface Afterwards {
  readonly reads: readonly Tensor[];
  readonly writes: readonly Tensor[];
  /** `places` holds only the chunk's values. */
  bind(memory: Binding, places: Tensor, first: number, count: number): Run;
}

/**
 * Adds the convolution of images, without bias, as a step: chunk by chunk, patches and their product with the
 * kernel. Returns its values at all places, `[places, filters]`; with `afterwards`, only the last chunk's
 * values remain.
 */
export function addForward(
  program: Program,
  geometry: Geometry,
  input: Tensor,
  kernel: Tensor,
  afterwards?: Afterwards,
): Tensor {
  const { rows, columns, filters, patch, batch, mostInChunk } = geometry;
  const ofImage = rows * columns;
  const room = roomForPatches(program, geometry);
  const places = program.tensor([(afterwards ? mostInChunk : batch) * ofImage, filters]);
  program.step({
    reads: [input, kernel, ...(afterwards?.reads ?? [])],
    writes: [places, ...room.tensors, ...(afterwards?.writes ?? [])],
    async bind(memory) {
      const runs: Run[] = [];
      for (const { first, count } of eachChunk(geometry)) {
        runs.push(bindPatches(memory, geometry, room, input, first, count));
        const skip = afterwards ? 0 : first * ofImage * filters;
        const patches = memory.ort(room.patches, [count * ofImage, patch]);
        const product = memory.ort(places, [count * ofImage, filters], skip);
        runs.push(await bindProduct(memory, 'plain', patches, memory.ort(kernel), product));
        if (afterwards) runs.push(afterwards.bind(memory, places, first, count));
      }
      return oneAfterAnother(runs);
    },
  });
  return places;
}
