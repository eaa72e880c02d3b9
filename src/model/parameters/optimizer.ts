import { OPTIMIZERS } from '../optimizers.ts';
import type { Parameter } from '../parameter.ts';
import { flag, real, word } from '../value.ts';
import { OPTIMIZER_WORDS } from './words.ts';

const COMMON_RATE = 0.001;
/** The optimizers with another default, such as `sgd 0.01`, from the table itself. */
const EXCEPTIONS = Object.entries(OPTIMIZERS)
  .filter(([, { learningRate }]) => learningRate !== COMMON_RATE)
  .map(([name, { learningRate }]) => `${name} ${learningRate}`)
  .join(', ');

const BETA_OPTIMIZERS = ['adam', 'adamw', 'nadam', 'adamax', 'lion'];
const beta = real({ min: 0, below: 1 });

/** The update rule and its own hyperparameters, with Keras 3's names and defaults. */
export const optimizerParameters: readonly Parameter[] = [
  {
    name: 'optimizer',
    kind: word(
      Object.keys(OPTIMIZERS),
      { momentum: 'momentum', nag: 'nag', nesterov: 'nag' },
      OPTIMIZER_WORDS,
    ),
    defaultValue: 'adam',
    help: 'The update rule, with the defaults and formulas of Keras 3; momentum is sgd with momentum 0.9, nag with nesterov too.',
  },
  {
    name: 'learning_rate',
    aliases: ['lr'],
    kind: real({ above: 0, max: 100 }),
    defaultValue: (_model, { optimizer }) => OPTIMIZERS[String(optimizer)]?.learningRate ?? COMMON_RATE,
    help: `Step size; if absent, Keras's default for the optimizer (${EXCEPTIONS}, others ${COMMON_RATE}).`,
  },
  {
    name: 'momentum',
    kind: real({ min: 0, below: 1 }),
    defaultValue: 0,
    optimizers: ['sgd', 'rmsprop'],
    help: 'Momentum of sgd and rmsprop.',
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
    name: 'rho',
    kind: real({ min: 0, below: 1 }),
    defaultValue: (_model, { optimizer }) => (optimizer === 'adadelta' ? 0.95 : 0.9),
    optimizers: ['rmsprop', 'adadelta'],
    help: 'Share of the mean square gradient that stays after a step (rmsprop 0.9, adadelta 0.95).',
  },
  {
    name: 'centered',
    kind: flag,
    defaultValue: false,
    optimizers: ['rmsprop'],
    help: 'Whether rmsprop divides by the variance of the gradient in place of its mean square.',
  },
  {
    name: 'beta_1',
    aliases: ['beta1'],
    kind: beta,
    defaultValue: 0.9,
    optimizers: BETA_OPTIMIZERS,
    help: 'Share of the mean gradient that stays after a step.',
  },
  {
    name: 'beta_2',
    aliases: ['beta2'],
    kind: beta,
    defaultValue: (_model, { optimizer }) => (optimizer === 'lion' ? 0.99 : 0.999),
    optimizers: BETA_OPTIMIZERS,
    help: 'Share of the mean square gradient that stays after a step (lion: of the momentum, 0.99).',
  },
  {
    name: 'amsgrad',
    kind: flag,
    defaultValue: false,
    optimizers: ['adam', 'adamw'],
    help: 'Whether adam divides by the largest mean square gradient so far (AMSGrad).',
  },
  {
    name: 'epsilon',
    kind: real({ above: 0, max: 1 }),
    defaultValue: 1e-7,
    optimizers: ['rmsprop', 'adam', 'adamw', 'nadam', 'adamax', 'adagrad', 'adadelta'],
    help: 'Added to the divisor against a division by zero.',
  },
  {
    name: 'initial_accumulator_value',
    kind: real({ min: 0, max: 100 }),
    defaultValue: 0.1,
    optimizers: ['adagrad', 'ftrl'],
    help: 'Sum of squared gradients before the first step.',
  },
  {
    name: 'learning_rate_power',
    kind: real({ min: -2, max: 0 }),
    defaultValue: -0.5,
    optimizers: ['ftrl'],
    help: 'How the learning rate of ftrl falls with the sum of squared gradients.',
  },
  {
    name: 'l1_regularization_strength',
    kind: real({ min: 0, max: 100 }),
    defaultValue: 0,
    optimizers: ['ftrl'],
    help: 'L1 penalty of ftrl.',
  },
  {
    name: 'l2_regularization_strength',
    kind: real({ min: 0, max: 100 }),
    defaultValue: 0,
    optimizers: ['ftrl'],
    help: 'L2 penalty of ftrl that keeps weights from growing.',
  },
  {
    name: 'l2_shrinkage_regularization_strength',
    kind: real({ min: 0, max: 100 }),
    defaultValue: 0,
    optimizers: ['ftrl'],
    help: 'L2 penalty of ftrl on the size of weights.',
  },
  {
    name: 'beta',
    kind: real({ min: 0, max: 100 }),
    defaultValue: 0,
    optimizers: ['ftrl'],
    help: 'The beta of the paper on ftrl.',
  },
  {
    name: 'weight_decay',
    kind: real({ min: 0, below: 1 }),
    defaultValue: (_model, { optimizer }) => (optimizer === 'adamw' ? 0.004 : 0),
    help: 'Decoupled: before a step, every weight loses learning_rate · weight_decay of itself (adamw 0.004).',
  },
  {
    name: 'global_clipnorm',
    kind: real({ min: 0, max: 1e6 }),
    defaultValue: 0,
    help: 'Largest norm of all gradients together: beyond it they are scaled down; 0 for no limit.',
  },
];
