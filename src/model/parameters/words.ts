import type { Assignment, ParameterValue } from '../../configuration.ts';
import type { Parameter } from '../parameter.ts';
import { integer, word } from '../value.ts';

/** The momentum of the optimizers `momentum` and `nag` if a spec gives none. */
const MOMENTUM = 0.9;

/** Names of optimizers that are others with settings. */
export const OPTIMIZER_WORDS = {
  momentum: `sgd with momentum ${MOMENTUM}`,
  nag: `sgd with nesterov momentum ${MOMENTUM}`,
} as const;

const MEAN_SQUARED_ERROR = ['mean_squared_error', 'mse', 'squared_error'];

/**
 * Parameters that a spec may write but no configuration has: {@link resolveWords} translates them to others.
 */
export const writtenParameters: readonly Parameter[] = [
  {
    name: 'num_layers',
    aliases: ['hidden_layers', 'num_hidden_layers'],
    kind: integer(0, 8),
    defaultValue: 1,
    help: 'Number of hidden dense layers, each with hidden_size units.',
  },
  {
    name: 'hidden_size',
    kind: integer(1, 8192),
    defaultValue: 128,
    help: 'Units of each of the num_layers hidden dense layers.',
  },
  {
    name: 'loss',
    kind: {
      ...word(['cross_entropy'], {
        categorical_cross_entropy: 'cross_entropy',
        sparse_categorical_cross_entropy: 'cross_entropy',
      }),
      description: 'cross_entropy, the loss that networks are trained with',
      hint: (value) =>
        MEAN_SQUARED_ERROR.includes(String(value))
          ? 'Networks are not trained with the mean squared error; a program of yours can be: program: train.py.'
          : undefined,
    },
    defaultValue: 'cross_entropy',
    help: 'What networks are trained with: the cross-entropy.',
  },
];

/** Translates an assignment from a spec's words to those of the table of parameters. */
export function resolveWords(assigned: Assignment): Assignment {
  const { num_layers: layers, hidden_size: size, loss: _, ...rest } = assigned;
  const resolved: Record<string, ParameterValue> = { ...rest };
  if (layers !== undefined && size !== undefined)
    resolved.units = Array<number>(Number(layers)).fill(Number(size));
  if (rest.optimizer === 'momentum' || rest.optimizer === 'nag') {
    resolved.optimizer = 'sgd';
    resolved.momentum ??= MOMENTUM;
    if (rest.optimizer === 'nag') resolved.nesterov = true;
  }
  return resolved;
}
