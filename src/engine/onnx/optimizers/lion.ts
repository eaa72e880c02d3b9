import type { Optimizer } from '../../../model/optimizer.ts';
import type { Updater } from './updater.ts';

/** Chen et al. 2023. */
export function lion({ beta1, beta2 }: Extract<Optimizer, { name: 'lion' }>): Updater {
  return {
    initialState: [0],
    update(kernels, { weights, gradients, size }, [momentum], learningRate) {
      kernels.lion(weights, momentum!, gradients, size, learningRate, beta1, beta2);
    },
  };
}
