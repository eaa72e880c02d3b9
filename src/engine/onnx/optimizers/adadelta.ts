import type { Optimizer } from '../../../model/optimizer.ts';
import type { Updater } from './updater.ts';

/** Zeiler 2012. */
export function adadelta({ rho, epsilon }: Extract<Optimizer, { name: 'adadelta' }>): Updater {
  return {
    initialState: [0, 0],
    update(kernels, { weights, gradients, size }, [squares, changes], learningRate) {
      kernels.adadelta(weights, squares!, changes!, gradients, size, learningRate, rho, epsilon);
    },
  };
}
