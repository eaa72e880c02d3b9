import type { ImageSet } from '../data/dataset.ts';
import { sizeOf } from '../model/layer.ts';
import { Random } from '../random.ts';

/** Copies the images and labels at `indices` into one contiguous set. */
export function gather(set: ImageSet, indices: Uint32Array, imageShape: readonly number[]): ImageSet {
  const images = new Uint8Array(indices.length * sizeOf(imageShape));
  const labels = new Uint16Array(indices.length);
  gatherInto(set, indices, { images, labels });
  return { images, labels };
}

/** The same into existing buffers, which may be larger. */
export function gatherInto(set: ImageSet, indices: Uint32Array, target: ImageSet): void {
  const pixels = set.images.length / set.labels.length;
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i]!;
    target.images.set(set.images.subarray(index * pixels, (index + 1) * pixels), i * pixels);
    target.labels[i] = set.labels[index]!;
  }
}

/** The order of one epoch: it depends on seed and epoch only, not on what was trained before. */
export function shuffled(indices: Uint32Array, seed: number, epoch: number): Uint32Array {
  const order = indices.slice();
  Random.of(seed, 'shuffle', epoch).shuffle(order);
  return order;
}
