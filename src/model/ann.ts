import type { Assignment } from '../configuration.ts';
import type { Activation } from './activation.ts';
import type { LayerStack } from './stack.ts';
import { perLayer } from './value.ts';

/** A feed-forward network: flatten, then the hidden dense layers. */
export function ann(stack: LayerStack, parameters: Assignment): void {
  stack.flatten();
  hiddenDense(stack, parameters);
}

/** The hidden dense layers that `units` asks for, each followed by dropout. */
export function hiddenDense(stack: LayerStack, parameters: Assignment): void {
  for (const units of perLayer(parameters.units!)) {
    stack.dense(units, parameters.activation as Activation, String(parameters.kernel_initializer));
    stack.dropout(Number(parameters.dropout));
  }
}
