import type { Optimizer } from '../../../model/optimizer.ts';
import type { Updater } from './updater.ts';

export function rmsprop({ rho, epsilon }: Extract<Optimizer, { name: 'rmsprop' }>): Updater {
  return {
    stateBlocks: 1,
    update(kernels, { weights, gradients, size }, [mean], learningRate) {
      kernels.rmsprop(weights, mean!, gradients, size, learningRate, rho, epsilon);
    },
  };
}
