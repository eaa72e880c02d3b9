import type { Tensor } from '../../../onnx/builder.ts';
import type { Program } from '../program/program.ts';

/** The shape of a tensor of this many bytes. */
export function bytesAsFloats(bytes: number): readonly number[] {
  return [Math.ceil(bytes / 4)];
}

/** Room for a sum in double precision for each channel, and for its part in single precision. */
export function sumsOf(program: Program, channels: number): { readonly sum: Tensor; readonly part: Tensor } {
  const whole = Math.ceil(channels / 4) * 4;
  return { sum: program.tensor([2 * whole]), part: program.tensor([whole]) };
}
