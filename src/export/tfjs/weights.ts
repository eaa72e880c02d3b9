import { weightSpecs } from '../../model/buildLayers.ts';
import type { Layer, Shape } from '../../model/layer.ts';
import type { ExportedFile } from '../exporter.ts';

/** Browsers cache files of this size; it is the limit of TensorFlow.js's own converter. */
const SHARD_BYTES = 4 * 1024 * 1024;

/** Weights of a Layers model: the position of each tensor, and its bytes in one file or several. */
export interface StoredWeights {
  /**
   * A tensor is named after its layer and itself, `conv2d/kernel`: TensorFlow.js assigns tensors by these
   * names.
   */
  readonly specs: readonly { readonly name: string; readonly shape: Shape; readonly dtype: 'float32' }[];
  readonly shards: readonly (ExportedFile & { readonly content: Uint8Array })[];
}

export function storeWeights(
  layers: readonly Layer[],
  weights: readonly Float32Array[],
  shardBytes = SHARD_BYTES,
): StoredWeights {
  const bytes = Buffer.concat(weights.map(littleEndian));
  const count = Math.max(1, Math.ceil(bytes.length / shardBytes));
  const path = (index: number) => (count === 1 ? 'weights.bin' : `group1-shard${index + 1}of${count}.bin`);
  return {
    specs: weightSpecs(layers).map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
    shards: Array.from({ length: count }, (_, index) => ({
      path: path(index),
      content: bytes.subarray(index * shardBytes, (index + 1) * shardBytes),
    })),
  };
}

function littleEndian(values: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.byteLength));
  for (const [index, value] of values.entries()) view.setFloat32(4 * index, value, true);
  return new Uint8Array(view.buffer);
}
