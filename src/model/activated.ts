import type { Assignment } from '../configuration.ts';
import type { Activation } from './activation.ts';
import { initializerOf } from './initializers/settings.ts';
import type { LayerStack, WeightOptions } from './stack.ts';

/** A hidden layer with its activation, which follows the batch normalization if there is one. */
export function activated(
  stack: LayerStack,
  parameters: Assignment,
  normalized: boolean,
  add: (activation: Activation, options: WeightOptions) => void,
): void {
  const activation = parameters.activation as Activation;
  const options = {
    initializer: initializerOf(parameters),
    l2: Number(parameters.l2),
    useBias: !normalized,
  };
  if (!normalized) {
    add(activation, options);
    return;
  }
  add('linear', options);
  stack.batchNormalization();
  stack.activation(activation);
}
