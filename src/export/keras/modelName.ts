import type { NetworkTrial } from '../../store/index.ts';

/** Keras's name of the model: `cnn_trial_3`, with `_synthetic` if the dataset was the synthetic stand-in. */
export function modelName({ model, number, sweep }: NetworkTrial): string {
  return `${model}_trial_${number}${sweep.dataset.synthetic ? '_synthetic' : ''}`;
}
