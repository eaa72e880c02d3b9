import type { DropoutLayer, Layer } from '../../model/layer.ts';
import { sizeOf } from '../../model/layer.ts';
import type { Arena } from './arena.ts';

interface Mask {
  readonly layer: DropoutLayer;
  readonly offset: number;
}

/** The dropout masks of one network: drawn for every step from its key, independent of the micro-batches. */
export class DropoutMasks {
  private readonly arena: Arena;
  private readonly masks: readonly Mask[];

  /** Reserves memory for up to `batch` images. */
  constructor(arena: Arena, layers: readonly Layer[], batch: number) {
    this.arena = arena;
    this.masks = layers
      .filter((layer) => layer.kind === 'dropout')
      .map((layer) => ({ layer, offset: arena.reserve(padded(batch * sizeOf(layer.inputShape))) }));
  }

  /** Byte offset of each layer's mask, by its name. */
  places(): [string, number][] {
    return this.masks.map(({ layer, offset }) => [layer.name, offset]);
  }

  /** Draws the masks of `count` images, the first of which is image `first` of its step. */
  draw(first: number, count: number, [key0, key1]: readonly [number, number]): void {
    for (const [index, { layer, offset }] of this.masks.entries()) {
      const features = sizeOf(layer.inputShape);
      this.arena.kernels.dropoutMask(
        offset,
        padded(count * features),
        first * features,
        Math.round(layer.rate * 2 ** 32),
        1 / (1 - layer.rate),
        key0 + Math.imul(index, 0x632be5ab),
        key1,
      );
    }
  }
}

function padded(size: number): number {
  return Math.ceil(size / 4) * 4;
}
