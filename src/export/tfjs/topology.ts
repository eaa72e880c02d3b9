import { type Activation, LEAKY_RELU_SLOPE } from '../../model/activation.ts';
import type { InputShape, Layer, WeightSpec } from '../../model/layer.ts';

/** A layer as Keras 2 and TensorFlow.js write it. */
interface LayerConfig {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/**
 * A network as the `modelTopology` of a Layers model. The form is Keras 2's, the only one that TensorFlow.js
 * reads: a model in Keras 3's form loads with its weights in the wrong places, or not at all. Its input is
 * bytes from 0 to 255.
 */
export function topologyOf(layers: readonly Layer[], input: InputShape): object {
  const rescaling = {
    class_name: 'Rescaling',
    config: {
      name: 'rescaling',
      dtype: 'float32',
      batch_input_shape: [null, ...input.shape],
      scale: 1 / 255,
      offset: 0,
    },
  };
  return {
    class_name: 'Sequential',
    config: { name: 'sequential', layers: [rescaling, ...layers.flatMap(configsOf)] },
    keras_version: 'tfjs-layers 4.22.0',
    backend: 'tensor_flow.js',
  };
}

function configsOf(layer: Layer): LayerConfig[] {
  const { name } = layer;
  const one = (class_name: string, config: LayerConfig['config'] = {}): LayerConfig => {
    return { class_name, config: { name, trainable: true, ...config } };
  };
  switch (layer.kind) {
    case 'conv2d': {
      const { filters, kernelSize, strides, padding, useBias, activation } = layer;
      const sizes = { filters, kernel_size: square(kernelSize), strides: square(strides), padding };
      const more = { use_bias: useBias, data_format: 'channels_last', ...penaltyOf(layer.weights) };
      return activated(activation, name, (within) => one('Conv2D', { ...sizes, ...within, ...more }));
    }
    case 'dense': {
      const { units, useBias, activation } = layer;
      const more = { use_bias: useBias, ...penaltyOf(layer.weights) };
      return activated(activation, name, (within) => one('Dense', { units, ...within, ...more }));
    }
    case 'batch_normalization':
      return [one('BatchNormalization', { axis: -1, momentum: layer.momentum, epsilon: layer.epsilon })];
    case 'activation':
      return layer.activation === 'leaky_relu'
        ? [leakyRelu(name)]
        : [one('Activation', { activation: nameOf(layer.activation) })];
    case 'max_pooling2d':
      return [one('MaxPooling2D', poolingOf(layer.poolSize))];
    case 'average_pooling2d':
      return [one('AveragePooling2D', poolingOf(layer.poolSize))];
    case 'global_average_pooling2d':
      return [one('GlobalAveragePooling2D', { data_format: 'channels_last' })];
    case 'flatten':
      return [one('Flatten', { data_format: 'channels_last' })];
    case 'dropout':
      return [one('Dropout', { rate: layer.rate })];
  }
}

/** TensorFlow.js has leaky_relu only as a layer, which is then added. */
function activated(
  activation: Activation | 'softmax',
  name: string,
  build: (within: { activation: string }) => LayerConfig,
): LayerConfig[] {
  if (activation !== 'leaky_relu') return [build({ activation: nameOf(activation) })];
  return [build({ activation: 'linear' }), leakyRelu(`${name}_leaky_relu`)];
}

function leakyRelu(name: string): LayerConfig {
  return { class_name: 'LeakyReLU', config: { name, trainable: true, alpha: LEAKY_RELU_SLOPE } };
}

function nameOf(activation: Activation | 'softmax'): string {
  return activation === 'silu' ? 'swish' : activation;
}

function square(side: number): [number, number] {
  return [side, side];
}

function poolingOf(side: number) {
  return {
    pool_size: square(side),
    strides: square(side),
    padding: 'valid',
    data_format: 'channels_last',
  };
}

/** The penalty of a kernel, for training further. */
function penaltyOf(weights: readonly WeightSpec[]): object {
  const l2 = weights[0]?.l2 ?? 0;
  return l2 > 0 ? { kernel_regularizer: { class_name: 'L1L2', config: { l1: 0, l2 } } } : {};
}
