import type { Assignment } from '../configuration.ts';

/** An update rule with all its constants, as engines take it. */
export type Optimizer =
  | { readonly name: 'sgd'; readonly momentum: number; readonly nesterov: boolean }
  | { readonly name: 'adam'; readonly beta1: number; readonly beta2: number; readonly epsilon: number }
  | { readonly name: 'rmsprop'; readonly rho: number; readonly epsilon: number };

/** The optimizer of a configuration's parameters, with Keras 3's constants. */
export function optimizerOf(parameters: Assignment): Optimizer {
  switch (parameters.optimizer) {
    case 'sgd':
      return {
        name: 'sgd',
        momentum: Number(parameters.momentum ?? 0),
        nesterov: parameters.nesterov === true,
      };
    case 'rmsprop':
      return { name: 'rmsprop', rho: 0.9, epsilon: 1e-7 };
    default:
      return { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
  }
}
