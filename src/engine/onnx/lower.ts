import type { Layer } from '../../model/layer.ts';
import { activation } from './operations/activation.ts';
import { conv2d } from './operations/conv2d.ts';
import { dense } from './operations/dense.ts';
import { dropout } from './operations/dropout.ts';
import { inputConv2d } from './operations/inputConv2d.ts';
import { maxPool2d } from './operations/maxPool2d.ts';
import type { Operation } from './operations/operation.ts';
import { flatten, permute } from './operations/reshape.ts';
import type { KernelLayout } from './weights.ts';

/** Larger windows make more phases than it pays to gather patches for. */
const LARGEST_FUSED_POOL = 3;

/** How images lie in memory between two operations; `input` is `[channels, batch, height, width]`. */
type ImageLayout = 'input' | 'channelsLast' | 'channelsFirst';

const PERMUTATIONS: Readonly<Record<ImageLayout, Partial<Record<ImageLayout, readonly number[]>>>> = {
  input: { channelsLast: [1, 2, 3, 0], channelsFirst: [1, 0, 2, 3] },
  channelsLast: { channelsFirst: [0, 3, 1, 2] },
  channelsFirst: { channelsLast: [0, 2, 3, 1] },
};

/** A network as operations from the input images to the logits, and how each kernel is laid out for them. */
export interface Lowered {
  readonly operations: readonly Operation[];
  /** Index of the first operation with weights: the backward pass ends there. */
  readonly firstTrainable: number;
  readonly kernelLayouts: ReadonlyMap<string, KernelLayout>;
}

/** Chooses the operations for a list of layers. */
export function lower(layers: readonly Layer[]): Lowered {
  const lowering = new Lowering();
  for (let index = 0; index < layers.length; index++) {
    const pool = lowering.add(layers[index]!, layers[index + 1]);
    if (pool) index++;
  }
  return lowering;
}

class Lowering implements Lowered {
  readonly operations: Operation[] = [];
  readonly kernelLayouts = new Map<string, KernelLayout>();
  firstTrainable = -1;
  private layout: ImageLayout = 'input';

  /** Adds a layer; true where the layer after it was taken in as well. */
  add(layer: Layer, next: Layer | undefined): boolean {
    switch (layer.kind) {
      case 'conv2d': {
        const pool = next?.kind === 'max_pooling2d' ? next.poolSize : 1;
        this.convolve(layer.name, layer.kernelSize, pool);
        this.activate(layer.activation);
        return pool > 1;
      }
      case 'max_pooling2d':
        this.pool(layer.poolSize);
        return false;
      case 'flatten':
        this.arrange('channelsLast');
        this.operations.push(flatten);
        return false;
      case 'dropout':
        this.operations.push(dropout(layer.name));
        return false;
      case 'dense':
        this.addTrainable(dense(layer.name), layer.name, 'transposed');
        this.activate(layer.activation);
        return false;
    }
  }

  /** A convolution and the pooling after it; activations never decrease, so theirs may wait until after both. */
  private convolve(name: string, kernelSize: number, pool: number): void {
    if (this.layout === 'input') {
      const fused = pool <= LARGEST_FUSED_POOL ? pool : 1;
      this.addTrainable(inputConv2d(name, kernelSize, fused), name, 'rows');
      this.layout = 'channelsLast';
      if (fused === pool) return;
    } else {
      this.arrange('channelsFirst');
      this.addTrainable(conv2d(name), name, 'channelsFirst');
    }
    if (pool > 1) this.pool(pool);
  }

  private pool(size: number): void {
    this.arrange('channelsFirst');
    this.operations.push(maxPool2d(size));
  }

  private arrange(wanted: ImageLayout): void {
    const perm = PERMUTATIONS[this.layout][wanted];
    if (perm) this.operations.push(permute(perm));
    this.layout = wanted;
  }

  private addTrainable(operation: Operation, layer: string, layout: KernelLayout): void {
    if (this.firstTrainable < 0) this.firstTrainable = this.operations.length;
    this.operations.push(operation);
    this.kernelLayouts.set(`${layer}/kernel`, layout);
  }

  /** The output layer's softmax belongs to the loss; linear needs no operation. */
  private activate(name: Extract<Layer, { activation: unknown }>['activation']): void {
    if (name !== 'softmax' && name !== 'linear') this.operations.push(activation(name));
  }
}
