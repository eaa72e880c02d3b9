import type { Optimizer } from '../../../model/optimizer.ts';
import type { Updater } from './updater.ts';

/** Dozat 2016, with Keras's schedule of the momentum µₜ = β₁·(1 − ½·0.96ᵗ). */
export function nadam({ beta1, beta2, epsilon }: Extract<Optimizer, { name: 'nadam' }>): Updater {
  const momentum = (step: number): number => beta1 * (1 - 0.5 * 0.96 ** step);
  let product = 1;
  let multiplied = 0;
  return {
    initialState: [0, 0],
    update(kernels, { weights, gradients, size }, [first, second], learningRate, step) {
      const now = momentum(step);
      const next = momentum(step + 1);
      // A restored network begins at a later step than the first one.
      while (multiplied < step) product *= momentum(++multiplied);
      const ofFirst = (learningRate * next) / (1 - product * next);
      const ofGradient = (learningRate * (1 - now)) / (1 - product);
      const ofSecond = 1 / (1 - beta2 ** step);
      kernels.nadam(
        weights,
        first!,
        second!,
        gradients,
        size,
        ofFirst,
        ofGradient,
        ofSecond,
        beta1,
        beta2,
        epsilon,
      );
    },
  };
}
