import { Tensor as OrtTensor } from 'onnxruntime-node';
import { sizeOf } from '../../../model/layer.ts';
import type { Tensor } from '../../../onnx/builder.ts';
import type { Arena } from '../arena.ts';
import type { Sessions } from '../sessions.ts';
import type { MemoryPlan } from './memoryPlan.ts';
import { oneAfterAnother } from './oneAfterAnother.ts';
import type { Program } from './program.ts';
import type { Binding, Run } from './step.ts';

/** The memory that a program is bound to. */
export interface Surroundings {
  readonly arena: Arena;
  readonly sessions: Pick<Sessions, 'get'>;
  /** Byte offset of the region that the plan describes. */
  readonly region: number;
  /** Byte offsets of the tensors that the caller places. */
  readonly placed: ReadonlyMap<string, number>;
  /** Distinguishes the compiled graphs of this program from those of others. */
  readonly key: string;
}

/** Binds a program to memory. The result runs it once. */
export async function bind(
  { steps, places }: Program,
  { offsets }: MemoryPlan,
  { arena, sessions, region, placed, key }: Surroundings,
): Promise<() => Promise<void>> {
  const at = ({ name }: Tensor): number => {
    const planned = offsets.get(name);
    return planned === undefined ? placed.get(places.get(name) ?? name)! : region + 4 * planned;
  };
  const memory: Binding = {
    kernels: arena.kernels,
    at,
    floats: (tensor) => arena.view(at(tensor), sizeOf(tensor.shape)),
    doubles: (tensor) => new Float64Array(arena.buffer, at(tensor), sizeOf(tensor.shape) >> 1),
    integers: (tensor) => new Int32Array(arena.buffer, at(tensor), sizeOf(tensor.shape)),
    ort: (tensor, shape = tensor.shape, skip = 0) =>
      new OrtTensor('float32', arena.view(at(tensor) + 4 * skip, sizeOf(shape)), shape),
    key,
    session: (ofGraph, build) => sessions.get(ofGraph, build),
  };
  const runs: Run[] = [];
  for (const step of steps) runs.push(await step.bind(memory));
  return oneAfterAnother(runs);
}
