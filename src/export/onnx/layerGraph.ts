import {
  type BatchNormalizationLayer,
  type Conv2DLayer,
  type DenseLayer,
  type Layer,
  type Pool2DLayer,
  sizeOf,
} from '../../model/layer.ts';
import { windowOn } from '../../model/window.ts';
import { ACTIVATION_NODES } from '../../onnx/activation.ts';
import type { Tensor } from '../../onnx/builder.ts';
import type { LayerNodes } from '../../onnx/layerNodes.ts';
import { permuteAxes } from '../../onnx/permuteAxes.ts';
import { gemm } from '../../onnx/shorthand.ts';
import { type FeatureOrder, featureOrder, rowsInOrder } from './featureOrder.ts';

/**
 * Adds layers to a graph, one after another, as a network computes them outside training; softmax is added
 * last.
 */
export class LayerGraph {
  /** The output of the last layer: images or `[batch, features]`. */
  tensor: Tensor;
  private readonly nodes: LayerNodes;
  /** Weights by name, in Keras's layouts. */
  private readonly weights: ReadonlyMap<string, Float32Array>;
  /** Whether images are `[batch, channels, height, width]`, as ONNX's operators need them. */
  private readonly channelsFirst: boolean;
  /** The order of the features in `tensor`. */
  private order: FeatureOrder;

  constructor(
    nodes: LayerNodes,
    weights: ReadonlyMap<string, Float32Array>,
    images: Tensor,
    channelsFirst: boolean,
  ) {
    this.nodes = nodes;
    this.weights = weights;
    this.tensor = images;
    this.channelsFirst = channelsFirst;
  }

  add(layer: Layer): void {
    this.nodes.layer = layer.name;
    this.tensor = this.outputOf(layer);
    if (layer.kind === 'flatten' && this.channelsFirst) this.order = featureOrder(layer.inputShape);
    if (layer.kind === 'dense') this.order = undefined;
  }

  private outputOf(layer: Layer): Tensor {
    switch (layer.kind) {
      case 'conv2d':
        return this.activated(layer.activation, this.convolved(layer));
      case 'batch_normalization':
        return this.normalized(layer);
      case 'activation':
        return this.activated(layer.activation, this.tensor);
      case 'max_pooling2d':
        return this.pooled('MaxPool', layer);
      case 'average_pooling2d':
        return this.pooled('AveragePool', layer);
      case 'global_average_pooling2d':
        return this.flattened(this.means());
      case 'flatten':
        return this.flattened(this.tensor);
      case 'dropout':
        return this.tensor;
      case 'dense':
        return this.activated(layer.activation, this.product(layer));
    }
  }

  private convolved(layer: Conv2DLayer): Tensor {
    const { inputShape, outputShape, filters, kernelSize, strides, padding } = layer;
    const [batch] = this.tensor.shape;
    const [rows, columns] = outputShape;
    const [down, across] = inputShape.slice(0, 2).map((size) => windowOn(size, kernelSize, strides, padding));
    const inputs = [this.tensor, this.imageKernel(layer), ...this.bias(layer)];
    return this.nodes.node('Conv', inputs, [batch!, filters, rows!, columns!], {
      kernel_shape: [kernelSize, kernelSize],
      strides: [strides, strides],
      pads: [down!.before, across!.before, down!.after, across!.after],
    });
  }

  private normalized({ name, epsilon }: BatchNormalizationLayer): Tensor {
    const vectors = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map((vector) =>
      this.vector(`${name}/${vector}`, this.order),
    );
    return this.nodes.node('BatchNormalization', [this.tensor, ...vectors], this.tensor.shape, {
      epsilon: { float: epsilon },
    });
  }

  private pooled(operator: 'MaxPool' | 'AveragePool', { poolSize, outputShape }: Pool2DLayer): Tensor {
    const [batch] = this.tensor.shape;
    const [rows, columns, channels] = outputShape;
    const window = [poolSize, poolSize];
    return this.nodes.node(operator, [this.tensor], [batch!, channels!, rows!, columns!], {
      kernel_shape: window,
      strides: window,
    });
  }

  private means(): Tensor {
    const [batch, channels] = this.tensor.shape;
    return this.nodes.node('GlobalAveragePool', [this.tensor], [batch!, channels!, 1, 1]);
  }

  private flattened(images: Tensor): Tensor {
    const [batch, ...shape] = images.shape;
    return this.nodes.node('Flatten', [images], [batch!, sizeOf(shape)], { axis: 1 });
  }

  private product(layer: DenseLayer): Tensor {
    const { name, units } = layer;
    const values = rowsInOrder(this.weights.get(`${name}/kernel`)!, units, this.order);
    const kernel = this.nodes.builder.weight(`${name}/kernel`, [values.length / units, units], values);
    const [c] = this.bias(layer);
    return gemm(this.nodes, this.tensor, kernel, c ? { c } : {});
  }

  private activated(activation: DenseLayer['activation'], input: Tensor): Tensor {
    return activation === 'softmax' ? input : ACTIVATION_NODES[activation](this.nodes, input);
  }

  /** ONNX's kernels of images are `[out, in, height, width]`. */
  private imageKernel({ name, kernelSize, filters, inputShape }: Conv2DLayer): Tensor {
    const keras = this.weights.get(`${name}/kernel`)!;
    const channels = inputShape[2]!;
    const values = new Float32Array(keras.length);
    permuteAxes([kernelSize, kernelSize, channels, filters], [3, 2, 0, 1], (source, target) => {
      values[target] = keras[source]!;
    });
    return this.nodes.builder.weight(`${name}/kernel`, [filters, channels, kernelSize, kernelSize], values);
  }

  private bias({ name, useBias }: Conv2DLayer | DenseLayer): Tensor[] {
    return useBias ? [this.vector(`${name}/bias`)] : [];
  }

  private vector(name: string, order?: FeatureOrder): Tensor {
    const values = rowsInOrder(this.weights.get(name)!, 1, order);
    return this.nodes.builder.weight(name, [values.length], values);
  }
}
