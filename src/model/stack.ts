import { SweepError } from '../errors.ts';
import type { Activation } from './activation.ts';
import type { DenseLayer, InputShape, Layer, Shape, WeightSpec } from './layer.ts';
import { sizeOf } from './layer.ts';

/** Stacks layers on one another, working out shapes, weights and FLOPs. */
export class LayerStack {
  readonly layers: Layer[] = [];
  private shape: Shape;
  private readonly counts = new Map<string, number>();

  constructor(input: InputShape) {
    this.shape = input.shape;
  }

  /** A convolution without padding, stride 1. */
  conv2d(filters: number, kernelSize: number, activation: Activation, initializer: string): void {
    const [height, width, channels] = this.shape as [number, number, number];
    const outputShape = [height - kernelSize + 1, width - kernelSize + 1, filters];
    if (outputShape[0]! < 1 || outputShape[1]! < 1) {
      throw tooSmall(`a ${kernelSize}×${kernelSize} kernel`, height, width);
    }
    const area = kernelSize * kernelSize;
    const name = this.name('conv2d');
    this.push({
      kind: 'conv2d',
      name,
      outputShape,
      filters,
      kernelSize,
      activation,
      weights: kernelAndBias(name, [kernelSize, kernelSize, channels, filters], initializer, {
        in: area * channels,
        out: area * filters,
      }),
      flops: 2 * area * channels * sizeOf(outputShape),
    });
  }

  /** Max pooling with stride equal to the window; a size of 1 adds nothing. */
  maxPool2d(poolSize: number): void {
    if (poolSize === 1) return;
    const [height, width, channels] = this.shape as [number, number, number];
    const outputShape = [Math.floor(height / poolSize), Math.floor(width / poolSize), channels];
    if (outputShape[0]! < 1 || outputShape[1]! < 1) {
      throw tooSmall(`a ${poolSize}×${poolSize} pool`, height, width);
    }
    const flops = sizeOf(outputShape) * poolSize * poolSize;
    this.push({
      kind: 'max_pooling2d',
      name: this.name('max_pooling2d'),
      outputShape,
      poolSize,
      weights: [],
      flops,
    });
  }

  flatten(): void {
    const outputShape = [sizeOf(this.shape)];
    this.push({ kind: 'flatten', name: this.name('flatten'), outputShape, weights: [], flops: 0 });
  }

  /** A rate of 0 adds nothing. */
  dropout(rate: number): void {
    if (rate === 0) return;
    this.push({
      kind: 'dropout',
      name: this.name('dropout'),
      outputShape: this.shape,
      rate,
      weights: [],
      flops: 0,
    });
  }

  dense(units: number, activation: DenseLayer['activation'], initializer: string): void {
    const inputs = sizeOf(this.shape);
    const name = this.name('dense');
    this.push({
      kind: 'dense',
      name,
      outputShape: [units],
      units,
      activation,
      weights: kernelAndBias(name, [inputs, units], initializer, { in: inputs, out: units }),
      flops: 2 * inputs * units,
    });
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

function kernelAndBias(
  layer: string,
  shape: Shape,
  initializer: string,
  fan: WeightSpec['fan'],
): WeightSpec[] {
  const bias = { name: `${layer}/bias`, shape: [shape.at(-1)!], initializer: 'zeros', fan };
  return [{ name: `${layer}/kernel`, shape, initializer, fan }, bias];
}

function tooSmall(what: string, height: number, width: number): SweepError {
  return new SweepError(
    'configuration_invalid',
    `${what} does not fit on ${height}×${width}: the layers before it leave no more.`,
    'Use fewer convolutions, a smaller kernel_size or a smaller pool_size.',
  );
}
