import { Tensor } from 'onnxruntime-node';

/** A float32 tensor over our own memory; ONNX Runtime reads and writes it in place. */
export function floatTensor(values: Float32Array<ArrayBuffer>, shape: readonly number[]): Tensor {
  return new Tensor('float32', values, shape);
}
