import type { Assignment, ParameterValue } from '../configuration.ts';
import { plural } from '../format.ts';
import { activated } from './activated.ts';
import { hiddenDense } from './ann.ts';
import type { Padding } from './layer.ts';
import { Misfit } from './misfit.ts';
import type { LayerStack } from './stack.ts';
import { perLayer } from './value.ts';

/** Convolutions, each followed by pooling and dropout; then the hidden dense layers. */
export function cnn(stack: LayerStack, parameters: Assignment): void {
  const normalized = parameters.batch_normalization === true;
  const filters = perLayer(parameters.filters!);
  const of = (name: string) => eachConvolution(name, parameters[name]!, filters.length);
  const kernelSizes = of('kernel_size');
  const strides = of('strides');
  const poolSizes = of('pool_size');
  for (const [index, count] of filters.entries()) {
    activated(stack, parameters, normalized, (activation, options) =>
      stack.conv2d(count, kernelSizes[index]!, activation, {
        ...options,
        strides: strides[index]!,
        padding: parameters.padding as Padding,
      }),
    );
    if (parameters.pooling === 'average') stack.averagePool2d(poolSizes[index]!);
    else stack.maxPool2d(poolSizes[index]!);
    stack.dropout(Number(parameters.conv_dropout));
  }
  if (parameters.global_average_pooling === true) stack.globalAveragePool2d();
  else stack.flatten();
  hiddenDense(stack, parameters, false);
}

/** One value for all convolutions, or a list with one value for each. */
function eachConvolution(name: string, value: ParameterValue, convolutions: number): readonly number[] {
  const values = perLayer(value);
  if (values.length === 1) return new Array<number>(convolutions).fill(values[0]!);
  if (values.length === convolutions) return values;
  throw new Misfit(
    [name, 'filters'],
    `${name} has ${values.length} values, but filters asks for ${plural(convolutions, 'convolution')}.`,
    `Give ${name} one value for all of them or a list of ${convolutions}.`,
  );
}
