import type { Parameter } from '../parameter.ts';
import { choice, flag, integer, real } from '../value.ts';

/** Keras 3's default learning rates. */
const LEARNING_RATES: Readonly<Record<string, number>> = { sgd: 0.01, adam: 0.001, rmsprop: 0.001 };

/** How a network is trained. */
export const trainingParameters: readonly Parameter[] = [
  {
    name: 'optimizer',
    kind: choice(Object.keys(LEARNING_RATES)),
    defaultValue: 'adam',
    help: 'The update rule; defaults and formulas are those of Keras 3.',
  },
  {
    name: 'learning_rate',
    kind: real({ above: 0, max: 100 }),
    defaultValue: (_model, { optimizer }) => LEARNING_RATES[String(optimizer)] ?? 0.001,
    help: "Step size; where absent, Keras's default for the optimizer (sgd 0.01, adam 0.001, rmsprop 0.001).",
  },
  {
    name: 'momentum',
    kind: real({ min: 0, below: 1 }),
    defaultValue: 0,
    optimizers: ['sgd'],
    help: 'Momentum of sgd.',
  },
  {
    name: 'nesterov',
    kind: flag,
    defaultValue: false,
    optimizers: ['sgd'],
    when: (_model, { momentum }) => momentum !== 0,
    help: "Nesterov's form of the momentum of sgd.",
  },
  {
    name: 'batch_size',
    kind: integer(1, 8192),
    defaultValue: 32,
    help: 'Images in a mini-batch; the last one of an epoch may be smaller.',
  },
  {
    name: 'epochs',
    kind: integer(1, 10_000),
    defaultValue: 10,
    help: 'Passes over the training split.',
  },
];
