import type { Tensor } from '../../../../onnx/builder.ts';
import type { Program } from '../../program/program.ts';
import type { Binding, Run } from '../../program/step.ts';
import type { Geometry } from './geometry.ts';
import { paddingArguments, patchArguments } from './geometry.ts';

/** Room for the largest chunk's patches and, if there is padding, its padded images. */
export interface PatchRoom {
  readonly patches: Tensor;
  readonly padded: Tensor | undefined;
  readonly tensors: readonly Tensor[];
}

export function roomForPatches(program: Program, geometry: Geometry): PatchRoom {
  const { rows, columns, patch, mostInChunk } = geometry;
  const patches = program.tensor([mostInChunk * rows * columns, patch]);
  const padded = roomForPadded(program, geometry);
  return { patches, padded, tensors: padded ? [patches, padded] : [patches] };
}

/** Room for the largest chunk's padded images; undefined if there is no padding. */
export function roomForPadded(
  program: Program,
  { isPadded, padded, mostInChunk }: Geometry,
): Tensor | undefined {
  return isPadded ? program.tensor([mostInChunk, padded.height, padded.row]) : undefined;
}

/** Writes the patches of images `first` to `first + count`. */
export function bindPatches(
  memory: Binding,
  geometry: Geometry,
  room: PatchRoom,
  input: Tensor,
  first: number,
  count: number,
): Run {
  const { kernels } = memory;
  const patches = memory.at(room.patches);
  const [pad, images] = bindPadded(memory, geometry, room.padded, input, first, count);
  const gather = patchArguments(geometry, count);
  return () => {
    pad();
    kernels.gatherPatches(patches, images, ...gather);
  };
}

/** Adds the padding to some images; returns it with the byte offset of the padded images. */
export function bindPadded(
  memory: Binding,
  geometry: Geometry,
  padded: Tensor | undefined,
  input: Tensor,
  first: number,
  count: number,
): [pad: () => void, images: number] {
  const { kernels } = memory;
  const images = memory.at(input) + 4 * first * geometry.height * geometry.row;
  if (!padded) return [() => {}, images];
  const to = memory.at(padded);
  const padding = paddingArguments(geometry, count);
  return [() => kernels.padImages(to, images, ...padding), to];
}
