import type { Conv2DLayer, DenseLayer, InputShape, Layer } from '../../model/layer.ts';
import { kerasInitializer } from './initializers.ts';
import type { KerasObject, KerasValue } from './kerasObject.ts';

/** Sizes are lists of two, as Keras writes them. */
const square = (side: number): readonly number[] => [side, side];

/** The image's axes are height, width and channels, whatever the user's keras.json says. */
const CHANNELS_LAST = { data_format: 'channels_last' } as const;

/** The input, named `images`: bytes from 0 to 255, which may come as integers or floats. */
export function inputLayer({ shape }: InputShape): Record<string, unknown> {
  return {
    module: 'keras.layers',
    class_name: 'InputLayer',
    config: { batch_shape: [null, ...shape], dtype: 'float32', sparse: false, name: 'images' },
    registered_name: null,
  };
}

/** All layers after the input: first the one that scales bytes to 0 … 1, then ours. */
export function kerasLayers(layers: readonly Layer[]): KerasObject[] {
  const scaled = layerOf('Rescaling', 'rescaling', { scale: 1 / 255, offset: 0 });
  return [scaled, ...layers.map(kerasLayer)];
}

function kerasLayer(layer: Layer): KerasObject {
  const { name } = layer;
  switch (layer.kind) {
    case 'conv2d': {
      const { filters, kernelSize, strides, padding } = layer;
      const window = { kernel_size: square(kernelSize), strides: square(strides), padding, ...CHANNELS_LAST };
      return layerOf('Conv2D', name, { filters, ...window, ...weighted(layer) });
    }
    case 'dense':
      return layerOf('Dense', name, { units: layer.units, ...weighted(layer) });
    case 'batch_normalization':
      return layerOf('BatchNormalization', name, { momentum: layer.momentum, epsilon: layer.epsilon });
    case 'activation':
      return layerOf('Activation', name, { activation: layer.activation });
    case 'max_pooling2d':
    case 'average_pooling2d': {
      const className = layer.kind === 'max_pooling2d' ? 'MaxPooling2D' : 'AveragePooling2D';
      return layerOf(className, name, { pool_size: square(layer.poolSize), ...CHANNELS_LAST });
    }
    case 'global_average_pooling2d':
      return layerOf('GlobalAveragePooling2D', name, CHANNELS_LAST);
    case 'flatten':
      return layerOf('Flatten', name, CHANNELS_LAST);
    case 'dropout':
      return layerOf('Dropout', name, { rate: layer.rate });
  }
}

function weighted({ activation, useBias, weights }: Conv2DLayer | DenseLayer): Record<string, KerasValue> {
  const { initializer, l2 } = weights[0]!;
  return {
    activation,
    use_bias: useBias,
    kernel_initializer: kerasInitializer(initializer),
    kernel_regularizer: l2 > 0 ? { module: 'keras.regularizers', className: 'L2', config: { l2 } } : null,
  };
}

function layerOf(className: string, name: string, config: Record<string, KerasValue>): KerasObject {
  return { module: 'keras.layers', className, config: { name, ...config } };
}
