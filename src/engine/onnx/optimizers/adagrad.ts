import type { Optimizer } from '../../../model/optimizer.ts';
import type { Updater } from './updater.ts';

/** Duchi et al. 2011. */
export function adagrad(settings: Extract<Optimizer, { name: 'adagrad' }>): Updater {
  const { initialAccumulator, epsilon } = settings;
  return {
    initialState: [initialAccumulator],
    update(kernels, { weights, gradients, size }, [sum], learningRate) {
      kernels.adagrad(weights, sum!, gradients, size, learningRate, epsilon);
    },
  };
}
