import type { Assignment } from '../../configuration.ts';
import { ACTIVATION_ALIASES, ACTIVATIONS } from '../activation.ts';
import type { Parameter } from '../parameter.ts';
import { choice, flag, integerPerLayer, perLayer, real, word } from '../value.ts';

/** The parameters of a network's architecture. */
export const architectureParameters: readonly Parameter[] = [
  {
    name: 'filters',
    kind: integerPerLayer(1, 2048, 1, 8),
    defaultValue: 32,
    models: ['cnn'],
    help: 'Filters of the convolution, or a list such as [32, 64] for a convolution each, every one followed by pooling.',
  },
  {
    name: 'kernel_size',
    kind: integerPerLayer(1, 15, 1, 8),
    defaultValue: 3,
    models: ['cnn'],
    help: 'Side of the square kernels; a list gives each convolution its own.',
  },
  {
    name: 'strides',
    kind: integerPerLayer(1, 8, 1, 8),
    defaultValue: 1,
    models: ['cnn'],
    help: 'Step of the kernels; a list gives each convolution its own.',
  },
  {
    name: 'padding',
    kind: choice(['valid', 'same']),
    defaultValue: 'valid',
    models: ['cnn'],
    help: 'Whether zeros around the image let a convolution keep its size (same) or none are added (valid).',
  },
  {
    name: 'pool_size',
    kind: integerPerLayer(1, 8, 1, 8),
    defaultValue: 2,
    models: ['cnn'],
    help: 'Side of the pooling windows, 1 for no pooling; a list gives each convolution its own.',
  },
  {
    name: 'pooling',
    kind: choice(['max', 'average']),
    defaultValue: 'max',
    models: ['cnn'],
    when: (_model, { pool_size }) => perLayer(pool_size!).some((size) => size > 1),
    help: 'Value that a pooling window passes on.',
  },
  {
    name: 'global_average_pooling',
    kind: flag,
    defaultValue: false,
    models: ['cnn'],
    help: 'Whether the mean of every filter goes to the dense layers, in place of all its pixels.',
  },
  {
    name: 'units',
    kind: integerPerLayer(1, 8192, 0, 8),
    defaultValue: (model) => (model === 'ann' ? [300, 100] : 100),
    help: 'Units of the hidden dense layer, or a list such as [300, 100] for a layer each.',
  },
  {
    name: 'batch_normalization',
    kind: flag,
    defaultValue: false,
    when: hasHiddenLayers,
    help: 'Batch normalization between a layer and its activation: after convolutions (cnn), after hidden dense layers (ann).',
  },
  {
    name: 'activation',
    kind: word(ACTIVATIONS, ACTIVATION_ALIASES),
    defaultValue: 'relu',
    when: hasHiddenLayers,
    help: 'Activation of the convolutions and hidden dense layers; swish is another name for silu.',
  },
  {
    name: 'conv_dropout',
    kind: real({ min: 0, below: 1 }),
    defaultValue: 0,
    models: ['cnn'],
    help: 'Share of values dropped after every convolution and its pooling while training.',
  },
  {
    name: 'dropout',
    kind: real({ min: 0, below: 1 }),
    defaultValue: 0,
    when: (_model, { units }) => perLayer(units!).length > 0,
    help: 'Share of units dropped after every hidden dense layer while training.',
  },
];

/** Whether the network has a layer that `activation` and the like apply to. */
export function hasHiddenLayers(model: string, { units }: Assignment): boolean {
  return model === 'cnn' || perLayer(units!).length > 0;
}
