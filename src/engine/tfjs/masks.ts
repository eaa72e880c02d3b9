import type { DropoutLayer, Layer } from '../../model/layer.ts';
import { sizeOf } from '../../model/layer.ts';

/**
 * A dropout layer's mask for a step, `[batch, …inputShape]` flattened: 0, or 1/(1 − rate). It depends on the
 * key alone.
 */
export function dropoutMask(
  layers: readonly Layer[],
  layer: DropoutLayer,
  batch: number,
  [key0, key1]: readonly [number, number],
): Float32Array {
  const index = layers.filter(({ kind }) => kind === 'dropout').indexOf(layer);
  const mask = new Float32Array(batch * sizeOf(layer.inputShape));
  const seed = key0 + Math.imul(index, 0x632be5ab);
  const limit = Math.round(layer.rate * 2 ** 32);
  for (let place = 0; place < mask.length; place++) {
    const word = mixed(mixed((Math.imul(place, 0x9e3779b1) + seed) | 0) ^ key1);
    mask[place] = word >>> 0 < limit ? 0 : 1 / (1 - layer.rate);
  }
  return mask;
}

/** The finalizer of MurmurHash3. */
function mixed(word: number): number {
  let bits = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
