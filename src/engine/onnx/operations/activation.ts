import type { Activation } from '../../../model/activation.ts';
import type { GraphBuilder, Tensor } from '../graph/builder.ts';
import { binary, mask, unary } from '../graph/shorthand.ts';
import type { Operation } from './operation.ts';

interface Rule {
  forward(graph: GraphBuilder, x: Tensor): Tensor;
  /** The derivative, from the output y; undefined where it is 1. */
  slope?(graph: GraphBuilder, y: Tensor): Tensor;
}

/** Keras's constants. */
const SELU = { alpha: 1.6732632423543772, scale: 1.0507009873554805 };

/** All of them never decrease, so that they may follow a max pooling that the layers put after them. */
const RULES: Readonly<Record<Activation, Rule>> = {
  linear: { forward: (_graph, x) => x },
  relu: {
    forward: (graph, x) => unary(graph, 'Relu', x),
    slope: (graph, y) => mask(graph, 'Greater', y, graph.scalar(0)),
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

/** The element-wise activation of that name. */
export function activation(name: Activation): Operation {
  return ({ graph }, input) => {
    const rule = RULES[name];
    const output = rule.forward(graph, input);
    return {
      output,
      backward: (gradient) =>
        rule.slope ? binary(graph, 'Mul', gradient, rule.slope(graph, output)) : gradient,
    };
  };
}
