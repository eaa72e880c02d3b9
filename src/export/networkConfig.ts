import { type Activation, LEAKY_RELU_SLOPE } from '../model/activation.ts';
import type { Layer } from '../model/layer.ts';
import type { NetworkTrial } from '../store/index.ts';

type Json = Readonly<Record<string, unknown>>;

/** The configuration that rebuilds a trial's network around its weights, under Keras's names. */
export function networkConfig({ model, layers, sweep }: NetworkTrial): Json {
  const { input, name, fingerprint, synthetic, classNames } = sweep.dataset;
  return {
    model,
    input: {
      shape: input.shape,
      axes: ['height', 'width', 'channels'],
      dtype: 'uint8',
      scale: 1 / 255,
    },
    classes: classNames,
    dataset: { name, sha256: fingerprint, synthetic },
    layers: layers.map(layerConfig),
  };
}

function layerConfig(layer: Layer): Json {
  const { kind, name, inputShape, outputShape, weights } = layer;
  return {
    kind,
    name,
    input_shape: inputShape,
    output_shape: outputShape,
    ...settingsOf(layer),
    ...(weights.length > 0 && { weights: weights.map((spec) => spec.name) }),
  };
}

function settingsOf(layer: Layer): Json {
  switch (layer.kind) {
    case 'conv2d':
      return {
        filters: layer.filters,
        kernel_size: layer.kernelSize,
        strides: layer.strides,
        padding: layer.padding,
        use_bias: layer.useBias,
        ...activationOf(layer.activation),
      };
    case 'dense':
      return { units: layer.units, use_bias: layer.useBias, ...activationOf(layer.activation) };
    case 'batch_normalization':
      return { momentum: layer.momentum, epsilon: layer.epsilon };
    case 'activation':
      return activationOf(layer.activation);
    case 'max_pooling2d':
    case 'average_pooling2d':
      return { pool_size: layer.poolSize, strides: layer.poolSize, padding: 'valid' };
    case 'dropout':
      return { rate: layer.rate };
    case 'flatten':
    case 'global_average_pooling2d':
      return {};
  }
}

/** Includes settings whose defaults differ in other libraries. */
function activationOf(activation: Activation | 'softmax'): Json {
  if (activation === 'leaky_relu') return { activation, negative_slope: LEAKY_RELU_SLOPE };
  if (activation === 'gelu') return { activation, approximate: false };
  return { activation };
}
