import type { Conv2DLayer, Layer } from '../../model/layer.ts';
import { activation } from './operations/activation.ts';
import { averagePool2d, globalAveragePool2d } from './operations/averagePool2d.ts';
import { batchNormalization } from './operations/batchNormalization.ts';
import { conv2d } from './operations/conv2d.ts';
import { dense } from './operations/dense.ts';
import { dropout } from './operations/dropout.ts';
import { inputConv2d } from './operations/inputConv2d.ts';
import { maxPool2d } from './operations/maxPool2d.ts';
import type { Operation } from './operations/operation.ts';
import { flatten, permute } from './operations/reshape.ts';
import type { Stage } from './stages.ts';
import { stagesOf } from './stages.ts';
import type { KernelLayout } from './weights.ts';

/** Larger windows make more phases than it pays to gather patches for. */
const LARGEST_FUSED_POOL = 3;

/** How values lie in memory between two operations; `input` is `[channels, batch, height, width]`. */
type Layout = 'input' | 'channelsLast' | 'channelsFirst' | 'vector';

const PERMUTATIONS: Readonly<Record<Layout, Partial<Record<Layout, readonly number[]>>>> = {
  input: { channelsLast: [1, 2, 3, 0], channelsFirst: [1, 0, 2, 3] },
  channelsLast: { channelsFirst: [0, 3, 1, 2] },
  channelsFirst: { channelsLast: [0, 2, 3, 1] },
  vector: {},
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
  const stages = stagesOf(layers);
  for (let index = 0; index < stages.length; index++) {
    const pooled = lowering.add(stages[index]!, stages[index + 1]);
    if (pooled) index++;
  }
  return lowering;
}

class Lowering implements Lowered {
  readonly operations: Operation[] = [];
  readonly kernelLayouts = new Map<string, KernelLayout>();
  firstTrainable = -1;
  private layout: Layout = 'input';

  /** Adds a stage; true where the pooling after it was taken in as well. */
  add(stage: Stage, next: Stage | undefined): boolean {
    switch (stage.kind) {
      case 'conv2d':
        return this.convolve(stage, next?.kind === 'max_pooling2d' ? next.poolSize : undefined);
      case 'batch_normalization':
        this.arrange('channelsFirst');
        this.addTrainable(batchNormalization(stage));
        return false;
      case 'activation':
        this.operations.push(activation(stage.activation));
        return false;
      case 'max_pooling2d':
      case 'average_pooling2d':
        this.arrange('channelsFirst');
        this.operations.push((stage.kind === 'max_pooling2d' ? maxPool2d : averagePool2d)(stage.poolSize));
        return false;
      case 'global_average_pooling2d':
        this.arrange('channelsFirst');
        this.operations.push(globalAveragePool2d);
        this.layout = 'vector';
        return false;
      case 'flatten':
        this.arrange('channelsLast');
        this.operations.push(flatten);
        this.layout = 'vector';
        return false;
      case 'dropout':
        if (this.layout === 'input') this.arrange('channelsLast');
        this.operations.push(dropout(stage.name));
        return false;
      case 'dense':
        this.addTrainable(dense(stage));
        this.kernelLayouts.set(`${stage.name}/kernel`, 'transposed');
        return false;
    }
  }

  /** A convolution, on the network's input together with the max pooling after it. */
  private convolve(layer: Conv2DLayer, poolSize: number | undefined): boolean {
    const fused = this.layout === 'input' && poolSize !== undefined && poolSize <= LARGEST_FUSED_POOL;
    if (fused) {
      this.addTrainable(inputConv2d(layer, poolSize));
      this.layout = 'channelsLast';
    } else {
      this.arrange('channelsFirst');
      this.addTrainable(conv2d(layer));
    }
    this.kernelLayouts.set(`${layer.name}/kernel`, fused ? 'rows' : 'channelsFirst');
    return fused;
  }

  private arrange(wanted: Layout): void {
    if (this.layout === wanted || this.layout === 'vector') return;
    this.operations.push(permute(PERMUTATIONS[this.layout][wanted]!));
    this.layout = wanted;
  }

  private addTrainable(operation: Operation): void {
    if (this.firstTrainable < 0) this.firstTrainable = this.operations.length;
    this.operations.push(operation);
  }
}
