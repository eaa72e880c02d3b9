import type { Optimizer } from '../../../model/optimizer.ts';
import type { Updater } from './updater.ts';

/** Adam with the bias corrections folded into the step size, as in Keras. */
export function adam({ beta1, beta2, epsilon, amsgrad }: Extract<Optimizer, { name: 'adam' }>): Updater {
  return {
    initialState: amsgrad ? [0, 0, 0] : [0, 0],
    update(kernels, { weights, gradients, size }, [first, second, largest], learningRate, step) {
      const stepSize = (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
      if (largest === undefined) {
        kernels.adam(weights, first!, second!, gradients, size, stepSize, beta1, beta2, epsilon);
      } else {
        kernels.amsgrad(weights, first!, second!, largest, gradients, size, stepSize, beta1, beta2, epsilon);
      }
    },
  };
}
