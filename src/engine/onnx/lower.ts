import type { BatchNormalizationLayer, Conv2DLayer, Layer } from '../../model/layer.ts';
import { activation } from './operations/activation.ts';
import { averagePool2d, globalAveragePool2d } from './operations/averagePool2d.ts';
import { convolution } from './operations/convolution/convolution.ts';
import { pooledConvolution } from './operations/convolution/pooledConvolution.ts';
import { dense } from './operations/dense.ts';
import { dropout } from './operations/dropout.ts';
import { flatten } from './operations/flatten.ts';
import { maxPool2d } from './operations/maxPool2d.ts';
import { normalization } from './operations/normalization/normalization.ts';
import type { Operation } from './operations/operation.ts';
import type { Stage } from './stages.ts';
import { stagesOf } from './stages.ts';
import type { KernelLayout } from './weights.ts';

/** A network as operations from the input images to the logits, and the layout of each kernel for them. */
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
  while (stages.length > 0) lowering.add(stages);
  return lowering;
}

class Lowering implements Lowered {
  readonly operations: Operation[] = [];
  readonly kernelLayouts = new Map<string, KernelLayout>();
  firstTrainable = -1;

  /** Consumes the first stage, with those after it that join its operation. */
  add(stages: Stage[]): void {
    const stage = stages.shift()!;
    switch (stage.kind) {
      case 'conv2d':
        this.convolve(stage, stages);
        break;
      case 'batch_normalization':
        this.normalize(stage, 1, stages);
        break;
      case 'activation':
        this.operations.push(activation(stage.activation));
        break;
      case 'max_pooling2d':
        this.operations.push(maxPool2d(stage.poolSize));
        break;
      case 'average_pooling2d':
        this.operations.push(averagePool2d(stage.poolSize));
        break;
      case 'global_average_pooling2d':
        this.operations.push(globalAveragePool2d);
        break;
      case 'flatten':
        this.operations.push(flatten);
        break;
      case 'dropout':
        this.operations.push(dropout(stage.name));
        break;
      case 'dense':
        this.addTrainable(dense(stage));
        this.kernelLayouts.set(`${stage.name}/kernel`, 'transposed');
        break;
    }
  }

  private convolve(layer: Conv2DLayer, stages: Stage[]): void {
    this.kernelLayouts.set(`${layer.name}/kernel`, 'rows');
    const [next] = stages;
    if (next?.kind === 'batch_normalization' && !layer.useBias) {
      stages.shift();
      const window = takeWholePooling(layer, stages);
      this.addTrainable(convolution(layer, window));
      this.normalize(next, window, stages);
    } else {
      const window = takePooling(stages);
      this.addTrainable(pooledConvolution(layer, window, takeRelu(stages)));
    }
  }

  private normalize(layer: BatchNormalizationLayer, window: number, stages: Stage[]): void {
    this.addTrainable(normalization(layer, window, takeRelu(stages)));
  }

  private addTrainable(operation: Operation): void {
    if (this.firstTrainable < 0) this.firstTrainable = this.operations.length;
    this.operations.push(operation);
  }
}

/** Consumes a max pooling that comes next; returns the size of its windows, or 1. */
function takePooling(stages: Stage[]): number {
  const [next] = stages;
  if (next?.kind !== 'max_pooling2d') return 1;
  stages.shift();
  return next.poolSize;
}

/** The same, if its windows leave no value out: a normalization before it needs all of them. */
function takeWholePooling({ outputShape }: Conv2DLayer, stages: Stage[]): number {
  const [next] = stages;
  if (next?.kind !== 'max_pooling2d') return 1;
  const { poolSize } = next;
  return outputShape[0]! % poolSize || outputShape[1]! % poolSize ? 1 : takePooling(stages);
}

function takeRelu(stages: Stage[]): boolean {
  const [next] = stages;
  if (next?.kind !== 'activation' || next.activation !== 'relu') return false;
  stages.shift();
  return true;
}
