import type { Activation } from './activation.ts';
import type { InitializerSettings } from './initializers/settings.ts';
import type { DenseLayer, InputShape, Layer, Padding, Shape } from './layer.ts';
import { sizeOf } from './layer.ts';
import { Misfit } from './misfit.ts';
import { batchNormalizationWeights, kernelAndBias } from './weightSpec.ts';
import { windowOn } from './window.ts';

/** Keras's constants of a batch normalization. */
const BATCH_NORMALIZATION = { momentum: 0.99, epsilon: 1e-3 };

/** Additions and products of a batch normalization's inference for one value. */
const BATCH_NORMALIZATION_FLOPS = 2;

/** Options of a convolution or dense layer in addition to its size. */
export interface WeightOptions {
  readonly initializer?: InitializerSettings;
  /** Factor of the kernel's L2 penalty. */
  readonly l2?: number;
  readonly useBias?: boolean;
}

export interface Conv2DOptions extends WeightOptions {
  readonly strides?: number;
  readonly padding?: Padding;
}

/** Stacks layers on one another and computes shapes, weights and FLOPs. */
export class LayerStack {
  readonly layers: Layer[] = [];
  private shape: Shape;
  private readonly counts = new Map<string, number>();

  constructor(input: InputShape) {
    this.shape = input.shape;
  }

  conv2d(filters: number, kernelSize: number, activation: Activation, options: Conv2DOptions = {}): void {
    const { strides = 1, padding = 'valid', useBias = true } = options;
    const [height, width, channels] = this.shape as [number, number, number];
    const rows = windowOn(height, kernelSize, strides, padding).places;
    const columns = windowOn(width, kernelSize, strides, padding).places;
    if (rows < 1 || columns < 1) {
      throw tooSmall('kernel_size', `a ${kernelSize}×${kernelSize} kernel`, height, width);
    }
    const outputShape = [rows, columns, filters];
    const area = kernelSize * kernelSize;
    const name = this.name('conv2d');
    const fan = { in: area * channels, out: area * filters };
    this.push({
      kind: 'conv2d',
      name,
      outputShape,
      filters,
      kernelSize,
      strides,
      padding,
      useBias,
      activation,
      weights: kernelAndBias(name, [kernelSize, kernelSize, channels, filters], fan, options),
      flops: 2 * area * channels * sizeOf(outputShape),
    });
  }

  /** Normalizes each channel of an image, or each feature of a vector, over the mini-batch. */
  batchNormalization(): void {
    const name = this.name('batch_normalization');
    const weights = batchNormalizationWeights(name, this.shape.at(-1)!);
    const flops = BATCH_NORMALIZATION_FLOPS * sizeOf(this.shape);
    this.push({
      kind: 'batch_normalization',
      name,
      outputShape: this.shape,
      ...BATCH_NORMALIZATION,
      weights,
      flops,
    });
  }

  /** An activation as a layer of its own; linear adds nothing. */
  activation(activation: Activation): void {
    if (activation !== 'linear') this.pushPlain({ kind: 'activation', activation });
  }

  /** Pooling with stride equal to the window; a size of 1 adds nothing. */
  maxPool2d(poolSize: number): void {
    this.pool('max_pooling2d', poolSize);
  }

  /** The same with the mean of each window. */
  averagePool2d(poolSize: number): void {
    this.pool('average_pooling2d', poolSize);
  }

  /** The mean of every channel: `[height, width, channels]` → `[channels]`. */
  globalAveragePool2d(): void {
    const kind = 'global_average_pooling2d';
    const outputShape = [this.shape.at(-1)!];
    this.push({ kind, name: this.name(kind), outputShape, weights: [], flops: sizeOf(this.shape) });
  }

  flatten(): void {
    const outputShape = [sizeOf(this.shape)];
    this.push({ kind: 'flatten', name: this.name('flatten'), outputShape, weights: [], flops: 0 });
  }

  /** A rate of 0 adds nothing. */
  dropout(rate: number): void {
    if (rate !== 0) this.pushPlain({ kind: 'dropout', rate });
  }

  dense(units: number, activation: DenseLayer['activation'], options: WeightOptions = {}): void {
    const inputs = sizeOf(this.shape);
    const name = this.name('dense');
    this.push({
      kind: 'dense',
      name,
      outputShape: [units],
      units,
      useBias: options.useBias ?? true,
      activation,
      weights: kernelAndBias(name, [inputs, units], { in: inputs, out: units }, options),
      flops: 2 * inputs * units,
    });
  }

  private pool(kind: 'max_pooling2d' | 'average_pooling2d', poolSize: number): void {
    if (poolSize === 1) return;
    const [height, width, channels] = this.shape as [number, number, number];
    const outputShape = [Math.floor(height / poolSize), Math.floor(width / poolSize), channels];
    if (outputShape[0]! < 1 || outputShape[1]! < 1) {
      throw tooSmall('pool_size', `a ${poolSize}×${poolSize} pool`, height, width);
    }
    const flops = sizeOf(outputShape) * poolSize * poolSize;
    this.push({ kind, name: this.name(kind), outputShape, poolSize, weights: [], flops });
  }

  /** A layer without weights that keeps the shape. */
  private pushPlain(
    layer: { kind: 'dropout'; rate: number } | { kind: 'activation'; activation: Activation },
  ): void {
    const name = this.name(layer.kind);
    this.push({ ...layer, name, outputShape: this.shape, weights: [], flops: 0 });
  }

  private push(layer: DistributiveOmit<Layer, 'inputShape'>): void {
    this.layers.push({ ...layer, inputShape: this.shape } as Layer);
    this.shape = layer.outputShape;
  }

  private name(kind: string): string {
    const count = this.counts.get(kind) ?? 0;
    this.counts.set(kind, count + 1);
    return count === 0 ? kind : `${kind}_${count}`;
  }
}

type DistributiveOmit<T, K extends keyof T> = T extends unknown ? Omit<T, K> : never;

/** The parameters that decide how far an image shrinks. */
const SHRINKING = ['pool_size', 'kernel_size', 'filters', 'strides', 'padding'];

function tooSmall(parameter: string, layer: string, height: number, width: number): Misfit {
  return new Misfit(
    [parameter, ...SHRINKING.filter((name) => name !== parameter)],
    `${layer} does not fit on ${height}×${width}: the layers before it leave no more.`,
    'Use fewer convolutions, a smaller kernel_size or a smaller pool_size, or padding: same.',
  );
}
