import type { BatchNormalizationLayer } from '../../../model/layer.ts';
import type { GraphBuilder, Tensor } from '../graph/builder.ts';
import { binary, reshape, sumOver, unary } from '../graph/shorthand.ts';
import type { Operation } from './operation.ts';

/**
 * Ioffe and Szegedy 2015 on channels-first images or on vectors. In training it normalizes with the mean µ and the
 * (biased) variance of the batch and hands both out for the moving averages, with which it normalizes otherwise.
 *
 * With s = γ/√(σ² + ε), x̂ = (x − µ)/√(σ² + ε) and n values to a channel, dβ = Σdy, dγ = Σdy·x̂ and
 * dx = s·(dy − dβ/n − x̂·dγ/n), which is one multiple of dy, one of x and a constant for each channel.
 */
export function batchNormalization({ name, epsilon }: BatchNormalizationLayer): Operation {
  return ({ graph, training, weight, setGradient, setStatistic }, input) => {
    const gamma = weight(`${name}/gamma`);
    const beta = weight(`${name}/beta`);
    const normalize = (mean: Tensor, variance: Tensor): Tensor =>
      graph.node('BatchNormalization', [input, gamma, beta, mean, variance], input.shape, {
        epsilon: { float: epsilon },
      });
    if (!training) {
      const output = normalize(weight(`${name}/moving_mean`), weight(`${name}/moving_variance`));
      return { output, backward: () => undefined };
    }
    const axes = input.shape.map((_, axis) => axis).filter((axis) => axis !== 1);
    const count = graph.scalar(1 / axes.reduce((product, axis) => product * input.shape[axis]!, 1));
    const meanOf = (value: Tensor): Tensor => binary(graph, 'Mul', sumOver(graph, value, axes), count);
    const mean = meanOf(input);
    const meanSquare = meanOf(binary(graph, 'Mul', input, input));
    const spread = binary(graph, 'Sub', meanSquare, binary(graph, 'Mul', mean, mean));
    const variance = unary(graph, 'Relu', spread);
    setStatistic(`${name}/moving_mean`, mean);
    setStatistic(`${name}/moving_variance`, variance);
    return {
      output: normalize(mean, variance),
      backward: (gradient, inputGradient) => {
        const deviation = unary(graph, 'Sqrt', binary(graph, 'Add', variance, graph.scalar(epsilon)));
        const inverse = unary(graph, 'Reciprocal', deviation);
        const sum = sumOver(graph, gradient, axes);
        const withInput = sumOver(graph, binary(graph, 'Mul', gradient, input), axes);
        const centered = binary(graph, 'Sub', withInput, binary(graph, 'Mul', mean, sum));
        const gammaGradient = binary(graph, 'Mul', centered, inverse);
        setGradient(`${name}/gamma`, gammaGradient);
        setGradient(`${name}/beta`, sum);
        if (!inputGradient) return undefined;
        const ofGradient = binary(graph, 'Mul', gamma, inverse);
        const share = binary(graph, 'Mul', binary(graph, 'Mul', gammaGradient, inverse), count);
        const ofInput = unary(graph, 'Neg', binary(graph, 'Mul', ofGradient, share));
        const constant = binary(
          graph,
          'Add',
          binary(graph, 'Mul', ofGradient, binary(graph, 'Mul', sum, count)),
          binary(graph, 'Mul', ofInput, mean),
        );
        const terms = binary(
          graph,
          'Add',
          perChannel(graph, 'Mul', gradient, ofGradient),
          perChannel(graph, 'Mul', input, ofInput),
        );
        return perChannel(graph, 'Sub', terms, constant);
      },
    };
  };
}

/** `value` with a number for each channel, which is axis 1. */
function perChannel(graph: GraphBuilder, op: 'Mul' | 'Sub', value: Tensor, numbers: Tensor): Tensor {
  const ones = value.shape.slice(2).map(() => 1);
  return binary(graph, op, value, reshape(graph, numbers, [numbers.shape[0]!, ...ones]));
}
