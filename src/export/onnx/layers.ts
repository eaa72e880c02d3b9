import { type Conv2DLayer, type Layer, sizeOf } from '../../model/layer.ts';
import { windowOn } from '../../model/window.ts';
import { ACTIVATION_NODES } from '../../onnx/activation.ts';
import type { Tensor } from '../../onnx/builder.ts';
import type { LayerNodes } from '../../onnx/layerNodes.ts';
import { permuteAxes } from '../../onnx/permuteAxes.ts';
import { gemm } from '../../onnx/shorthand.ts';
import { type FeatureOrder, featureOrder, rowsInOrder } from './featureOrder.ts';

/** What one layer hands to the next: images or `[batch, features]`. */
export interface Value {
  readonly tensor: Tensor;
  /** Whether images are `[batch, channels, height, width]`, as ONNX's operators want them. */
  readonly channelsFirst: boolean;
  /** Of the features. */
  readonly order: FeatureOrder;
}

type Weights = ReadonlyMap<string, Float32Array>;

/** Adds a layer as a network in use computes it: dropout does nothing, and softmax is left to the end. */
export function addLayer(nodes: LayerNodes, layer: Layer, value: Value, weights: Weights): Value {
  const { tensor, channelsFirst, order } = value;
  const became = (made: Tensor): Value => ({ ...value, tensor: made });
  const [batch, ...shape] = tensor.shape as [number, ...number[]];
  const of = (name: string) => weights.get(`${layer.name}/${name}`)!;
  const vector = (name: string, values = of(name)) =>
    nodes.builder.weight(`${layer.name}/${name}`, [values.length], values);
  switch (layer.kind) {
    case 'conv2d': {
      const places = layer.outputShape.slice(0, 2);
      const inputs = [tensor, kernel(nodes, layer, of('kernel')), ...(layer.useBias ? [vector('bias')] : [])];
      const made = nodes.node('Conv', inputs, [batch, layer.filters, ...places], windows(layer));
      return became(ACTIVATION_NODES[layer.activation](nodes, made));
    }
    case 'batch_normalization': {
      const inputs = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map((name) =>
        vector(name, rowsInOrder(of(name), 1, order)),
      );
      const attributes = { epsilon: { float: layer.epsilon } };
      return became(nodes.node('BatchNormalization', [tensor, ...inputs], tensor.shape, attributes));
    }
    case 'activation':
      return became(ACTIVATION_NODES[layer.activation](nodes, tensor));
    case 'max_pooling2d':
    case 'average_pooling2d': {
      const operator = layer.kind === 'max_pooling2d' ? 'MaxPool' : 'AveragePool';
      const [height, width, channels] = layer.outputShape as [number, number, number];
      const window = [layer.poolSize, layer.poolSize];
      const made = [batch, channels, height, width];
      return became(nodes.node(operator, [tensor], made, { kernel_shape: window, strides: window }));
    }
    case 'global_average_pooling2d': {
      const means = nodes.node('GlobalAveragePool', [tensor], [batch, shape[0]!, 1, 1]);
      return became(flatten(nodes, means));
    }
    case 'flatten':
      return {
        ...became(flatten(nodes, tensor)),
        order: channelsFirst ? featureOrder(layer.inputShape) : undefined,
      };
    case 'dropout':
      return value;
    case 'dense': {
      const values = rowsInOrder(of('kernel'), layer.units, order);
      const factor = nodes.builder.weight(`${layer.name}/kernel`, [shape[0]!, layer.units], values);
      const product = gemm(nodes, tensor, factor, layer.useBias ? { c: vector('bias') } : {});
      const activation = layer.activation === 'softmax' ? 'linear' : layer.activation;
      return { ...became(ACTIVATION_NODES[activation](nodes, product)), order: undefined };
    }
  }
}

function flatten(nodes: LayerNodes, images: Tensor): Tensor {
  const [batch, ...shape] = images.shape;
  return nodes.node('Flatten', [images], [batch!, sizeOf(shape)], { axis: 1 });
}

/** ONNX has kernels as `[out, in, height, width]`. */
function kernel(
  nodes: LayerNodes,
  { name, kernelSize, filters, inputShape }: Conv2DLayer,
  keras: Float32Array,
) {
  const channels = inputShape[2]!;
  const values = new Float32Array(keras.length);
  permuteAxes([kernelSize, kernelSize, channels, filters], [3, 2, 0, 1], (source, target) => {
    values[target] = keras[source]!;
  });
  return nodes.builder.weight(`${name}/kernel`, [filters, channels, kernelSize, kernelSize], values);
}

function windows({ inputShape, kernelSize, strides, padding }: Conv2DLayer) {
  const [down, across] = inputShape.slice(0, 2).map((size) => windowOn(size, kernelSize, strides, padding));
  return {
    kernel_shape: [kernelSize, kernelSize],
    strides: [strides, strides],
    pads: [down!.before, across!.before, down!.after, across!.after],
  };
}
