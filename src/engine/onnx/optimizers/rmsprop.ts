import type { Optimizer } from '../../../model/optimizer.ts';
import type { Updater } from './updater.ts';

/**
 * Hinton 2012; centered: Graves 2013. The state is the mean square, then the mean and the velocity if they
 * are used.
 */
export function rmsprop(settings: Extract<Optimizer, { name: 'rmsprop' }>): Updater {
  const { rho, momentum, centered, epsilon } = settings;
  const plain = momentum === 0 && !centered;
  return {
    initialState: plain ? [0] : [0, 0, 0],
    update(kernels, { weights, gradients, size }, [square, mean, velocity], learningRate) {
      if (plain) {
        kernels.rmsprop(weights, square!, gradients, size, learningRate, rho, epsilon);
        return;
      }
      const centering = centered ? 1 : 0;
      kernels.rmspropFull(
        weights,
        square!,
        mean!,
        velocity!,
        gradients,
        size,
        learningRate,
        rho,
        epsilon,
        centering,
        momentum,
      );
    },
  };
}
