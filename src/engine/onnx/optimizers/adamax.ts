import type { Optimizer } from '../../../model/optimizer.ts';
import type { Updater } from './updater.ts';

/** Adam's variant with the infinity norm (Kingma and Ba 2015, section 7.1). */
export function adamax({ beta1, beta2, epsilon }: Extract<Optimizer, { name: 'adamax' }>): Updater {
  return {
    initialState: [0, 0],
    update(kernels, { weights, gradients, size }, [first, norm], learningRate, step) {
      const stepSize = learningRate / (1 - beta1 ** step);
      kernels.adamax(weights, first!, norm!, gradients, size, stepSize, beta1, beta2, epsilon);
    },
  };
}
