import type { layers } from '@tensorflow/tfjs';
import type { Activation } from '../../model/activation.ts';
import { LEAKY_RELU_SLOPE } from '../../model/activation.ts';
import type { Layer } from '../../model/layer.ts';
import type { Tf } from './backend.ts';

/**
 * The layers of TensorFlow.js that compute one of ours, one after another. A dropout has none: its mask comes
 * from the step's key. The output layer stays linear, since the loss takes the logits.
 */
export function layersOf(tf: Tf, layer: Layer): layers.Layer[] {
  switch (layer.kind) {
    case 'conv2d': {
      const { filters, kernelSize, strides, padding, useBias } = layer;
      const convolution = tf.layers.conv2d({ filters, kernelSize, strides, padding, useBias });
      return [convolution, ...activationOf(tf, layer.activation)];
    }
    case 'dense': {
      const { units, useBias } = layer;
      return [tf.layers.dense({ units, useBias }), ...activationOf(tf, layer.activation)];
    }
    case 'batch_normalization': {
      const { momentum, epsilon } = layer;
      return [tf.layers.batchNormalization({ momentum, epsilon })];
    }
    case 'activation':
      return activationOf(tf, layer.activation);
    case 'max_pooling2d':
      return [tf.layers.maxPooling2d({ poolSize: layer.poolSize })];
    case 'average_pooling2d':
      return [tf.layers.averagePooling2d({ poolSize: layer.poolSize })];
    case 'global_average_pooling2d':
      return [tf.layers.globalAveragePooling2d({})];
    case 'flatten':
      return [tf.layers.flatten()];
    case 'dropout':
      return [];
  }
}

function activationOf(tf: Tf, name: Activation | 'softmax'): layers.Layer[] {
  switch (name) {
    case 'linear':
    case 'softmax':
      return [];
    case 'leaky_relu':
      return [tf.layers.leakyReLU({ alpha: LEAKY_RELU_SLOPE })];
    case 'silu':
      return [tf.layers.activation({ activation: 'swish' })];
    default:
      return [tf.layers.activation({ activation: name })];
  }
}
