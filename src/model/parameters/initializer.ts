import { INITIALIZERS } from '../initializers/index.ts';
import { FAN_MODES, SCALED_DISTRIBUTIONS } from '../initializers/settings.ts';
import type { Parameter } from '../parameter.ts';
import { choice, real, word } from '../value.ts';
import { hasHiddenLayers } from './architecture.ts';

/** Parameters of the weights before the first step. */
export const initializerParameters: readonly Parameter[] = [
  {
    name: 'kernel_initializer',
    aliases: ['initializer', 'weight_init'],
    kind: word(Object.keys(INITIALIZERS), { xavier: 'glorot_uniform', random: 'random_normal' }),
    defaultValue: 'glorot_uniform',
    when: hasHiddenLayers,
    help: 'Initial weights of the convolutions and hidden dense layers; the output layer keeps glorot_uniform.',
  },
  {
    name: 'initializer_scale',
    kind: real({ above: 0, max: 100 }),
    defaultValue: 1,
    when: uses('variance_scaling'),
    help: 'Factor of the variance of variance_scaling.',
  },
  {
    name: 'initializer_mode',
    kind: choice(FAN_MODES),
    defaultValue: 'fan_in',
    when: uses('variance_scaling'),
    help: 'Divisor of the variance of variance_scaling: inputs, outputs or their average.',
  },
  {
    name: 'initializer_distribution',
    kind: choice(SCALED_DISTRIBUTIONS),
    defaultValue: 'truncated_normal',
    when: uses('variance_scaling'),
    help: 'Distribution that variance_scaling draws from.',
  },
  {
    name: 'initializer_spread',
    kind: real({ min: 0, max: 100 }),
    defaultValue: 0.05,
    when: uses('random_normal', 'truncated_normal', 'random_uniform'),
    help: 'Standard deviation of random_normal and truncated_normal, limit of random_uniform.',
  },
  {
    name: 'initializer_gain',
    kind: real({ above: 0, max: 100 }),
    defaultValue: 1,
    when: uses('orthogonal'),
    help: 'Factor of the orthogonal initializer.',
  },
  {
    name: 'initializer_value',
    kind: real({ min: -100, max: 100 }),
    defaultValue: 0,
    when: uses('constant'),
    help: 'Value of the constant initializer.',
  },
];

function uses(...names: readonly string[]): NonNullable<Parameter['when']> {
  return (_model, earlier) => names.includes(String(earlier.kernel_initializer));
}
