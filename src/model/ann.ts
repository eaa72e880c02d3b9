import type { Assignment } from '../configuration.ts';
import { activated } from './activated.ts';
import type { LayerStack } from './stack.ts';
import { perLayer } from './value.ts';

/** A feed-forward network: flatten, then the hidden dense layers. */
export function ann(stack: LayerStack, parameters: Assignment): void {
  stack.flatten();
  hiddenDense(stack, parameters, parameters.batch_normalization === true);
}

/** The hidden dense layers that `units` asks for, each followed by dropout. */
export function hiddenDense(stack: LayerStack, parameters: Assignment, normalized: boolean): void {
  for (const units of perLayer(parameters.units!)) {
    activated(stack, parameters, normalized, (activation, options) =>
      stack.dense(units, activation, options),
    );
    stack.dropout(Number(parameters.dropout));
  }
}
