import type { Activation } from '../../../model/activation.ts';
import type { GraphBuilder, Tensor } from '../graph/builder.ts';
import { binary, mask, unary } from '../graph/shorthand.ts';
import type { Operation } from './operation.ts';

interface Rule {
  forward(graph: GraphBuilder, x: Tensor): Tensor;
  /** The derivative, from the output y; undefined where it is 1. */
  slope?(graph: GraphBuilder, y: Tensor): Tensor;
}

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
