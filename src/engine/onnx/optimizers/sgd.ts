import type { Optimizer } from '../../../model/optimizer.ts';
import type { Updater } from './updater.ts';

/** Gradient descent, plain or with momentum; without momentum it keeps no state. */
export function sgd({ momentum, nesterov }: Extract<Optimizer, { name: 'sgd' }>): Updater {
  return {
    initialState: momentum === 0 ? [] : [0],
    update(kernels, { weights, gradients, size }, [velocity], learningRate) {
      if (velocity === undefined) kernels.sgd(weights, gradients, size, learningRate);
      else if (nesterov) kernels.nesterov(weights, velocity, gradients, size, learningRate, momentum);
      else kernels.momentum(weights, velocity, gradients, size, learningRate, momentum);
    },
  };
}
