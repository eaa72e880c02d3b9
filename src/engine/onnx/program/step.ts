import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import type { Tensor } from '../../../onnx/builder.ts';
import type { Kernels } from '../kernels/kernels.ts';

/** A step of a program: its inputs and outputs, and the function that binds it to memory. */
export interface ProgramStep {
  readonly reads: readonly Tensor[];
  /** Tensors that no step reads are working memory. */
  readonly writes: readonly Tensor[];
  bind(memory: Binding): Promise<Run>;
}

/** Runs a step once. */
export type Run = () => void | Promise<void>;

/** The positions of a program's tensors, and the compiled graphs that work on them. */
export interface Binding {
  readonly kernels: Kernels;
  /** Byte offset of a tensor. It is followed by 16 floats that may be read and overwritten. */
  at(tensor: Tensor): number;
  floats(tensor: Tensor): Float32Array<ArrayBuffer>;
  doubles(tensor: Tensor): Float64Array<ArrayBuffer>;
  integers(tensor: Tensor): Int32Array<ArrayBuffer>;
  /** A tensor for ONNX Runtime, or one of another shape which begins `skip` floats after its start. */
  ort(tensor: Tensor, shape?: readonly number[], skip?: number): OrtTensor;
  /** Distinguishes graphs that are compiled for this program from those of others. */
  readonly key: string;
  /** The compiled graph of a key, the same for all programs that use the key. */
  session(key: string, build: () => Uint8Array): Promise<InferenceSession>;
}
