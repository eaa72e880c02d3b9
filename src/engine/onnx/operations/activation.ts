import type { Activation } from '../../../model/activation.ts';
import { LEAKY_RELU_SLOPE } from '../../../model/activation.ts';
import { ACTIVATION_NODES, normalShare, SELU } from '../../../onnx/activation.ts';
import type { GraphNodes, Tensor } from '../../../onnx/builder.ts';
import { binary, mask, unary } from '../../../onnx/shorthand.ts';
import type { Operation } from './operation.ts';

/** The derivative, from the output y and the input x; undefined if it is 1. */
type Slope = ((graph: GraphNodes, y: Tensor, x: Tensor) => Tensor) | undefined;

const SLOPES: Readonly<Record<Activation, Slope>> = {
  linear: undefined,
  relu: (graph, y) => mask(graph, 'Greater', y, graph.scalar(0)),
  leaky_relu: (graph, y) => {
    const positive = mask(graph, 'Greater', y, graph.scalar(0));
    const jump = binary(graph, 'Mul', positive, graph.scalar(1 - LEAKY_RELU_SLOPE));
    return binary(graph, 'Add', jump, graph.scalar(LEAKY_RELU_SLOPE));
  },
  // 1 for y > 0, else eˣ = y + 1.
  elu: (graph, y) => binary(graph, 'Add', binary(graph, 'Min', y, graph.scalar(0)), graph.scalar(1)),
  // scale for y > 0, else y + scale·alpha.
  selu: (graph, y) => {
    const falling = binary(graph, 'Min', y, graph.scalar(0));
    const atZero = binary(graph, 'Add', falling, graph.scalar(SELU.scale * SELU.alpha));
    const positive = mask(graph, 'Greater', y, graph.scalar(0));
    const jump = binary(graph, 'Mul', positive, graph.scalar(SELU.scale - SELU.scale * SELU.alpha));
    return binary(graph, 'Add', atZero, jump);
  },
  // Φ(x) + x·φ(x).
  gelu: (graph, _y, x) => {
    const exponent = binary(graph, 'Mul', binary(graph, 'Mul', x, x), graph.scalar(-0.5));
    const density = binary(
      graph,
      'Mul',
      unary(graph, 'Exp', exponent),
      graph.scalar(1 / Math.sqrt(2 * Math.PI)),
    );
    return binary(graph, 'Add', normalShare(graph, x), binary(graph, 'Mul', x, density));
  },
  // σ(x) + y·(1 − σ(x)).
  silu: (graph, y, x) => {
    const share = unary(graph, 'Sigmoid', x);
    return binary(graph, 'Add', share, binary(graph, 'Sub', y, binary(graph, 'Mul', y, share)));
  },
  // sigmoid(x) is 1 − e⁻ʸ.
  softplus: (graph, y) =>
    graph.node('Sub', [graph.scalar(1), unary(graph, 'Exp', unary(graph, 'Neg', y))], y.shape),
  tanh: (graph, y) => {
    const square = binary(graph, 'Mul', y, y);
    return graph.node('Sub', [graph.scalar(1), square], y.shape);
  },
  sigmoid: (graph, y) => binary(graph, 'Sub', y, binary(graph, 'Mul', y, y)),
};

/** Activations that decrease somewhere: they may not trade places with a max pooling. */
const DECREASING: readonly Activation[] = ['gelu', 'silu'];

/** Whether a larger input never gives a smaller output. */
export function neverDecreases(name: Activation): boolean {
  return !DECREASING.includes(name);
}

/** The element-wise activation of that name. */
export function activation(name: Activation): Operation {
  return ({ program: graph }, input) => {
    const output = ACTIVATION_NODES[name](graph, input);
    const slope = SLOPES[name];
    return {
      output,
      backward: (gradient, inputGradient) => {
        if (!inputGradient) return undefined;
        return slope ? binary(graph, 'Mul', gradient, slope(graph, output, input)) : gradient;
      },
    };
  };
}
