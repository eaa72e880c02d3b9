import { weightSpecs } from '../../model/buildLayers.ts';
import type { Layer, WeightSpec } from '../../model/layer.ts';
import { sizeOf } from '../../model/layer.ts';
import type { Arena } from './arena.ts';
import type { Lowered } from './lower.ts';
import { exportWeight, importWeight } from './weights.ts';

/** Floats in a cache line: every weight starts on one. */
const LINE = 16;

/**
 * The position of each weight within a block of memory, padded with zeros to whole cache lines; weights and
 * gradients share this plan, and optimizer state its first part.
 */
export class WeightMemory {
  readonly specs: readonly WeightSpec[];
  /** Floats in a block, padding included. */
  readonly blockSize: number;
  private readonly arena: Arena;
  private readonly lowered: Lowered;
  /** Floats of the trainable weights, which come first in a block. */
  readonly trainableSize: number;
  private readonly starts: readonly number[];

  constructor(arena: Arena, layers: readonly Layer[], lowered: Lowered) {
    this.arena = arena;
    this.lowered = lowered;
    this.specs = weightSpecs(layers);
    const starts = new Map<WeightSpec, number>();
    let size = 0;
    const place = (spec: WeightSpec): void => {
      starts.set(spec, size);
      size += Math.ceil(sizeOf(spec.shape) / LINE) * LINE;
    };
    this.specs.filter(({ trainable }) => trainable).forEach(place);
    this.trainableSize = size;
    this.specs.filter(({ trainable }) => !trainable).forEach(place);
    this.blockSize = size;
    this.starts = this.specs.map((spec) => starts.get(spec)!);
  }

  /** The positions of the weights with an L2 penalty in a block. */
  penalized(): { readonly start: number; readonly size: number; readonly l2: number }[] {
    return this.specs.flatMap(({ shape, l2 }, index) => {
      const size = Math.ceil(sizeOf(shape) / LINE) * LINE;
      return l2 > 0 ? [{ start: this.starts[index]!, size, l2 }] : [];
    });
  }

  /** Byte offsets of a block's weights; `name` makes the name of each. */
  places(block: number, name: (weight: string) => string): [string, number][] {
    return this.specs.map((spec, index) => [name(spec.name), block + 4 * this.starts[index]!]);
  }

  /** Writes weights in Keras's order and layouts into a block. */
  import(block: number, weights: readonly Float32Array[]): void {
    for (const [index, spec] of this.specs.entries()) {
      importWeight(spec, this.layout(spec), weights[index]!, this.floats(block, index));
    }
  }

  /** The inverse of {@link import}, as copies. */
  export(block: number): Float32Array[] {
    return this.specs.map((spec, index) => exportWeight(spec, this.layout(spec), this.floats(block, index)));
  }

  private layout(spec: WeightSpec) {
    return this.lowered.kernelLayouts.get(spec.name);
  }

  private floats(block: number, index: number): Float32Array<ArrayBuffer> {
    return this.arena.view(block + this.starts[index]! * 4, sizeOf(this.specs[index]!.shape));
  }
}
