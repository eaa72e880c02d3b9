import type { Assignment } from '../../configuration.ts';
import { ACTIVATIONS } from '../activation.ts';
import { INITIALIZERS } from '../initializers/index.ts';
import type { Parameter } from '../parameter.ts';
import { choice, integer, integerPerLayer, perLayer, real } from '../value.ts';

/** What a network is made of. */
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
    kind: integer(1, 15),
    defaultValue: 3,
    models: ['cnn'],
    help: 'Side of the square kernels, without padding.',
  },
  {
    name: 'pool_size',
    kind: integer(1, 8),
    defaultValue: 2,
    models: ['cnn'],
    help: 'Side of the max-pooling windows; 1 means no pooling.',
  },
  {
    name: 'units',
    kind: integerPerLayer(1, 8192, 0, 8),
    defaultValue: (model) => (model === 'ann' ? [300, 100] : 100),
    help: 'Units of the hidden dense layer, or a list such as [300, 100] for a layer each.',
  },
  {
    name: 'activation',
    kind: choice(ACTIVATIONS),
    defaultValue: 'relu',
    when: hasHiddenLayers,
    help: 'Activation of the convolutions and hidden dense layers.',
  },
  {
    name: 'dropout',
    kind: real({ min: 0, below: 1 }),
    defaultValue: 0,
    when: (_model, { units }) => perLayer(units!).length > 0,
    help: 'Share of units dropped after every hidden dense layer while training.',
  },
  {
    name: 'kernel_initializer',
    aliases: ['initializer'],
    kind: choice(Object.keys(INITIALIZERS)),
    defaultValue: 'glorot_uniform',
    when: hasHiddenLayers,
    help: 'Initial weights of the convolutions and hidden dense layers; the output layer keeps glorot_uniform.',
  },
];

function hasHiddenLayers(model: string, earlier: Assignment): boolean {
  return model === 'cnn' || perLayer(earlier.units!).length > 0;
}
