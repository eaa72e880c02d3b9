import type { NetworkTrial } from '../../store/index.ts';

/** What Keras calls the model: `cnn_trial_3`, with `_synthetic` where the dataset was the drawn stand-in. */
export function modelName({ model, number, sweep }: NetworkTrial): string {
  return `${model}_trial_${number}${sweep.dataset.synthetic ? '_synthetic' : ''}`;
}
