import type { Optimizer } from '../../../model/optimizer.ts';
import type { Updater } from './updater.ts';

/** McMahan et al. 2013, "Ad click prediction", algorithm 1, with Keras's shrinkage. */
export function ftrl(settings: Extract<Optimizer, { name: 'ftrl' }>): Updater {
  const { learningRatePower, initialAccumulator, l1, l2, l2Shrinkage, beta } = settings;
  return {
    initialState: [initialAccumulator, 0],
    update(kernels, { weights, gradients, size }, [sum, linear], learningRate) {
      const adjusted = l2 + beta / (2 * learningRate);
      kernels.ftrl(
        weights,
        sum!,
        linear!,
        gradients,
        size,
        learningRate,
        learningRatePower,
        l1,
        adjusted,
        l2Shrinkage,
      );
    },
  };
}
