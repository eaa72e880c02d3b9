import type { ImageSet } from '../../src/data/dataset.ts';
import { sizeOf } from '../../src/model/layer.ts';
import { INPUT } from './networks.ts';

/** Noise that the peers compute too, see `data` in `peer.py`. */
export function noise(count: number): ImageSet {
  const images = Uint8Array.from(
    { length: count * sizeOf(INPUT.shape) },
    (_, index) => Math.imul(index, 2_654_435_761) >>> 24,
  );
  return { images, labels: Uint16Array.from({ length: count }, (_, index) => index % INPUT.classes) };
}
