import type { Assignment } from '../configuration.ts';
import type { Optimizer, UpdateRule } from './optimizer.ts';

interface Entry {
  /** Keras 3's default. */
  readonly learningRate: number;
  rule(parameters: Assignment): UpdateRule;
}

/** The optimizers that a configuration can name. */
export const OPTIMIZERS: Readonly<Record<string, Entry>> = {
  sgd: {
    learningRate: 0.01,
    rule: ({ momentum, nesterov }) => ({
      name: 'sgd',
      momentum: Number(momentum),
      nesterov: nesterov === true,
    }),
  },
  rmsprop: {
    learningRate: 0.001,
    rule: ({ rho, momentum, centered, epsilon }) => ({
      name: 'rmsprop',
      rho: Number(rho),
      momentum: Number(momentum),
      centered: centered === true,
      epsilon: Number(epsilon),
    }),
  },
  adam: { learningRate: 0.001, rule: adam },
  adamw: { learningRate: 0.001, rule: adam },
  nadam: { learningRate: 0.001, rule: (parameters) => ({ name: 'nadam', ...moments(parameters) }) },
  adamax: { learningRate: 0.001, rule: (parameters) => ({ name: 'adamax', ...moments(parameters) }) },
  adagrad: {
    learningRate: 0.001,
    rule: ({ initial_accumulator_value, epsilon }) => ({
      name: 'adagrad',
      initialAccumulator: Number(initial_accumulator_value),
      epsilon: Number(epsilon),
    }),
  },
  adadelta: {
    learningRate: 0.001,
    rule: ({ rho, epsilon }) => ({ name: 'adadelta', rho: Number(rho), epsilon: Number(epsilon) }),
  },
  ftrl: {
    learningRate: 0.001,
    rule: (parameters) => ({
      name: 'ftrl',
      learningRatePower: Number(parameters.learning_rate_power),
      initialAccumulator: Number(parameters.initial_accumulator_value),
      l1: Number(parameters.l1_regularization_strength),
      l2: Number(parameters.l2_regularization_strength),
      l2Shrinkage: Number(parameters.l2_shrinkage_regularization_strength),
      beta: Number(parameters.beta),
    }),
  },
  lion: {
    learningRate: 0.001,
    rule: ({ beta_1, beta_2 }) => ({ name: 'lion', beta1: Number(beta_1), beta2: Number(beta_2) }),
  },
};

/** The optimizer of a canonical configuration's parameters. */
export function optimizerOf(parameters: Assignment): Optimizer {
  return {
    ...OPTIMIZERS[String(parameters.optimizer)]!.rule(parameters),
    weightDecay: Number(parameters.weight_decay),
    globalClipnorm: Number(parameters.global_clipnorm),
  };
}

function adam(parameters: Assignment): UpdateRule {
  return { name: 'adam', ...moments(parameters), amsgrad: parameters.amsgrad === true };
}

function moments({ beta_1, beta_2, epsilon }: Assignment) {
  return { beta1: Number(beta_1), beta2: Number(beta_2), epsilon: Number(epsilon) };
}
