import { sizeOf } from '../../../model/layer.ts';
import type { Tensor } from '../../../onnx/builder.ts';
import type { Program } from '../program/program.ts';

/** Adds a step that turns pixels in bytes, as `bytes` holds them, into numbers from 0 to 1. */
export function addScaledImages(program: Program, bytes: Tensor, shape: readonly number[]): Tensor {
  const images = program.tensor(shape);
  program.step({
    reads: [bytes],
    writes: [images],
    bind: async (memory) => {
      const [to, from] = [memory.at(images), memory.at(bytes)];
      return () => memory.kernels.toFloats(to, from, sizeOf(shape));
    },
  });
  return images;
}
