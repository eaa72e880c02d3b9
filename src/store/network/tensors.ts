import { endianness } from 'node:os';
import { sizeOf } from '../../model/layer.ts';
import type { TensorShape } from './tensorShape.ts';

/** Tensors one after another as little-endian float32, as the `weights` table holds them. */
export function packTensors(tensors: readonly Float32Array[]): Buffer {
  const bytes = tensors.map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  );
  return littleEndian(Buffer.concat(bytes));
}

/** The inverse of {@link packTensors}; the tensors are copies. */
export function unpackTensors(packed: Buffer, shapes: readonly TensorShape[]): Float32Array[] {
  const bytes = littleEndian(Buffer.from(packed));
  let offset = 0;
  return shapes.map(({ shape }) => {
    const tensor = new Float32Array(sizeOf(shape));
    offset += bytes.copy(Buffer.from(tensor.buffer), 0, offset, offset + tensor.byteLength);
    return tensor;
  });
}

/**
 * Converts between the machine's byte order and little-endian, in place: almost every machine is
 * little-endian already.
 */
function littleEndian(bytes: Buffer): Buffer {
  return endianness() === 'BE' ? bytes.swap32() : bytes;
}
