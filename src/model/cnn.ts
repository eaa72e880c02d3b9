import type { Assignment } from '../configuration.ts';
import type { Activation } from './activation.ts';
import { hiddenDense } from './ann.ts';
import type { LayerStack } from './stack.ts';
import { perLayer } from './value.ts';

/** Convolutions, each followed by max pooling; then the hidden dense layers. */
export function cnn(stack: LayerStack, parameters: Assignment): void {
  for (const filters of perLayer(parameters.filters!)) {
    stack.conv2d(
      filters,
      Number(parameters.kernel_size),
      parameters.activation as Activation,
      String(parameters.kernel_initializer),
    );
    stack.maxPool2d(Number(parameters.pool_size));
  }
  stack.flatten();
  hiddenDense(stack, parameters);
}
