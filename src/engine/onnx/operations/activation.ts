import type { Activation } from '../../../model/activation.ts';
import { LEAKY_RELU_SLOPE } from '../../../model/activation.ts';
import type { GraphNodes, Tensor } from '../../../onnx/builder.ts';
import { binary, mask, unary } from '../../../onnx/shorthand.ts';
import type { Operation } from './operation.ts';

interface Rule {
  forward(graph: GraphNodes, x: Tensor): Tensor;
  /** The derivative, from the output y and the input x; undefined where it is 1. */
  slope?(graph: GraphNodes, y: Tensor, x: Tensor): Tensor;
  /** Whether it decreases somewhere: it may then not trade places with a max pooling. */
  readonly decreases?: true;
}

/** Keras's constants. */
const SELU = { alpha: 1.6732632423543772, scale: 1.0507009873554805 };

const RULES: Readonly<Record<Activation, Rule>> = {
  linear: { forward: (_graph, x) => x },
  relu: {
    forward: (graph, x) => unary(graph, 'Relu', x),
    slope: (graph, y) => mask(graph, 'Greater', y, graph.scalar(0)),
  },
  leaky_relu: {
    forward: (graph, x) => graph.node('LeakyRelu', [x], x.shape, { alpha: { float: LEAKY_RELU_SLOPE } }),
    slope: (graph, y) => {
      const positive = mask(graph, 'Greater', y, graph.scalar(0));
      const jump = binary(graph, 'Mul', positive, graph.scalar(1 - LEAKY_RELU_SLOPE));
      return binary(graph, 'Add', jump, graph.scalar(LEAKY_RELU_SLOPE));
    },
  },
  // Clevert et al. 2016 with alpha 1: the slope is 1 for y > 0, else eˣ = y + 1.
  elu: {
    forward: (graph, x) => unary(graph, 'Elu', x),
    slope: (graph, y) => binary(graph, 'Add', binary(graph, 'Min', y, graph.scalar(0)), graph.scalar(1)),
  },
  // Klambauer et al. 2017: scale · elu with alpha; the slope is scale for y > 0, else y + scale·alpha.
  selu: {
    forward: (graph, x) =>
      graph.node('Selu', [x], x.shape, { alpha: { float: SELU.alpha }, gamma: { float: SELU.scale } }),
    slope: (graph, y) => {
      const falling = binary(graph, 'Min', y, graph.scalar(0));
      const atZero = binary(graph, 'Add', falling, graph.scalar(SELU.scale * SELU.alpha));
      const positive = mask(graph, 'Greater', y, graph.scalar(0));
      const jump = binary(graph, 'Mul', positive, graph.scalar(SELU.scale - SELU.scale * SELU.alpha));
      return binary(graph, 'Add', atZero, jump);
    },
  },
  // Hendrycks and Gimpel 2016: x·Φ(x), exact as Keras's default; the slope is Φ(x) + x·φ(x).
  gelu: {
    decreases: true,
    forward: (graph, x) => binary(graph, 'Mul', x, normalShare(graph, x)),
    slope: (graph, _y, x) => {
      const exponent = binary(graph, 'Mul', binary(graph, 'Mul', x, x), graph.scalar(-0.5));
      const density = binary(
        graph,
        'Mul',
        unary(graph, 'Exp', exponent),
        graph.scalar(1 / Math.sqrt(2 * Math.PI)),
      );
      return binary(graph, 'Add', normalShare(graph, x), binary(graph, 'Mul', x, density));
    },
  },
  // Elfwing et al. 2018 (Ramachandran et al.'s swish): x·σ(x); the slope is σ(x) + y·(1 − σ(x)).
  silu: {
    decreases: true,
    forward: (graph, x) => binary(graph, 'Mul', x, unary(graph, 'Sigmoid', x)),
    slope: (graph, y, x) => {
      const share = unary(graph, 'Sigmoid', x);
      return binary(graph, 'Add', share, binary(graph, 'Sub', y, binary(graph, 'Mul', y, share)));
    },
  },
  // log(1 + eˣ); the slope sigmoid(x) is 1 − e⁻ʸ.
  softplus: {
    forward: (graph, x) => unary(graph, 'Softplus', x),
    slope: (graph, y) =>
      graph.node('Sub', [graph.scalar(1), unary(graph, 'Exp', unary(graph, 'Neg', y))], y.shape),
  },
  tanh: {
    forward: (graph, x) => unary(graph, 'Tanh', x),
    slope: (graph, y) => {
      const square = binary(graph, 'Mul', y, y);
      return graph.node('Sub', [graph.scalar(1), square], y.shape);
    },
  },
  sigmoid: {
    forward: (graph, x) => unary(graph, 'Sigmoid', x),
    slope: (graph, y) => binary(graph, 'Sub', y, binary(graph, 'Mul', y, y)),
  },
};

/** Whether a larger input never gives a smaller output. */
export function neverDecreases(name: Activation): boolean {
  return !RULES[name].decreases;
}

/** The element-wise activation of that name. */
export function activation(name: Activation): Operation {
  return ({ program: graph }, input) => {
    const rule = RULES[name];
    const output = rule.forward(graph, input);
    return {
      output,
      backward: (gradient, inputGradient) => {
        if (!inputGradient) return undefined;
        return rule.slope ? binary(graph, 'Mul', gradient, rule.slope(graph, output, input)) : gradient;
      },
    };
  };
}

/** The standard normal's distribution function Φ(x) = ½ + ½·erf(x/√2). */
function normalShare(graph: GraphNodes, x: Tensor): Tensor {
  const error = unary(graph, 'Erf', binary(graph, 'Mul', x, graph.scalar(Math.SQRT1_2)));
  return binary(graph, 'Add', binary(graph, 'Mul', error, graph.scalar(0.5)), graph.scalar(0.5));
}
