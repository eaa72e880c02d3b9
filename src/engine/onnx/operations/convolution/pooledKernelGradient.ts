import type { Tensor } from '../../../../onnx/builder.ts';
import { oneAfterAnother } from '../../program/oneAfterAnother.ts';
import type { Program } from '../../program/program.ts';
import type { Run } from '../../program/step.ts';
import type { Geometry } from './geometry.ts';
import { eachChunk } from './geometry.ts';
import { bindPadded, roomForPadded } from './patches.ts';

/** A byte of `chosen` names one of this many patches. */
const CHOICES = 256;

/** Adds the kernel's gradient as a step, from the gradient that each pooling window's chosen place keeps. */
export function addPooledKernelGradient(
  program: Program,
  geometry: Geometry,
  input: Tensor,
  kept: Tensor,
  chosen: Tensor,
  kernelGradient: Tensor,
): void {
  const { padded, kernelSize, segment, rows, columns, window, strides, channels, filters } = geometry;
  const [windowRows, windowColumns] = [rows / window, columns / window];
  const table = program.tensor([CHOICES]);
  const room = roomForPadded(program, geometry);
  program.step({
    reads: [input, kept, chosen],
    writes: [kernelGradient, table, ...(room ? [room] : [])],
    bind: async (memory) => {
      const { kernels } = memory;
      const sum = memory.at(kernelGradient);
      const offsets = memory.integers(table);
      const known = Int32Array.from({ length: window * window }, (_, place) => {
        const [down, across] = [Math.floor(place / window), place % window];
        return 4 * strides * (down * padded.row + across * channels);
      });
      const runs: Run[] = [
        () => {
          offsets.fill(0);
          offsets.set(known);
          kernels.clear(sum, kernelSize * segment * filters);
        },
      ];
      for (const { first, count } of eachChunk(geometry)) {
        const [pad, images] = bindPadded(memory, geometry, room, input, first, count);
        const skip = first * windowRows * windowColumns * filters;
        const [gradient, choices] = [memory.at(kept) + 4 * skip, memory.at(chosen) + skip];
        const step = window * strides;
        // biome-ignore format: sizes of the images, of the kernel, of the windows
        const sizes = [
          count, padded.height, padded.row, kernelSize, segment,
          windowRows, windowColumns, step, step * channels, filters,
        ] as const;
        runs.push(() => {
          pad();
          kernels.pooledKernelGradient(sum, gradient, choices, images, memory.at(table), ...sizes);
        });
      }
      return oneAfterAnother(runs);
    },
  });
}
