import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import type { Tensor } from '../../../onnx/builder.ts';
import type { Kernels } from '../kernels/kernels.ts';

/** A step of a program: what it reads and writes, and how it is tied to memory. */
export interface ProgramStep {
  readonly reads: readonly Tensor[];
  /** Tensors that nobody reads are room to work in. */
  readonly writes: readonly Tensor[];
  bind(memory: Binding): Promise<Run>;
}

/** Runs a step once. */
export type Run = () => void | Promise<void>;

/** Where a program's tensors lie, and what works on them. */
export interface Binding {
  readonly kernels: Kernels;
  /** Byte offset of a tensor. Behind a tensor lie 16 floats that may be read and overwritten. */
  at(tensor: Tensor): number;
  floats(tensor: Tensor): Float32Array<ArrayBuffer>;
  doubles(tensor: Tensor): Float64Array<ArrayBuffer>;
  integers(tensor: Tensor): Int32Array<ArrayBuffer>;
  /** A tensor, or that of another shape which begins `skip` floats into it, for ONNX Runtime. */
  ort(tensor: Tensor, shape?: readonly number[], skip?: number): OrtTensor;
  /** Tells what is compiled for this program from what is for others. */
  readonly key: string;
  /** The compiled graph of a key, the same for all programs that ask with it. */
  session(key: string, build: () => Uint8Array): Promise<InferenceSession>;
}
