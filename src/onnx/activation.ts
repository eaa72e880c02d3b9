import { type Activation, LEAKY_RELU_SLOPE } from '../model/activation.ts';
import type { GraphNodes, Tensor } from './builder.ts';
import { binary, unary } from './shorthand.ts';

/** Keras's constants. */
export const SELU = { alpha: 1.6732632423543772, scale: 1.0507009873554805 };

/** Adds an element-wise activation and returns its output. */
export const ACTIVATION_NODES: Readonly<Record<Activation, (graph: GraphNodes, x: Tensor) => Tensor>> = {
  linear: (_graph, x) => x,
  relu: (graph, x) => unary(graph, 'Relu', x),
  leaky_relu: (graph, x) => graph.node('LeakyRelu', [x], x.shape, { alpha: { float: LEAKY_RELU_SLOPE } }),
  // Clevert et al. 2016 with alpha 1.
  elu: (graph, x) => unary(graph, 'Elu', x),
  // Klambauer et al. 2017: scale · elu with alpha.
  selu: (graph, x) =>
    graph.node('Selu', [x], x.shape, { alpha: { float: SELU.alpha }, gamma: { float: SELU.scale } }),
  // Hendrycks and Gimpel 2016: x·Φ(x), exact as Keras's default.
  gelu: (graph, x) => binary(graph, 'Mul', x, normalShare(graph, x)),
  // Elfwing et al. 2018 (Ramachandran et al.'s swish): x·σ(x).
  silu: (graph, x) => binary(graph, 'Mul', x, unary(graph, 'Sigmoid', x)),
  // log(1 + eˣ).
  softplus: (graph, x) => unary(graph, 'Softplus', x),
  tanh: (graph, x) => unary(graph, 'Tanh', x),
  sigmoid: (graph, x) => unary(graph, 'Sigmoid', x),
};

/** The standard normal's distribution function Φ(x) = ½ + ½·erf(x/√2). */
export function normalShare(graph: GraphNodes, x: Tensor): Tensor {
  const error = unary(graph, 'Erf', binary(graph, 'Mul', x, graph.scalar(Math.SQRT1_2)));
  return binary(graph, 'Add', binary(graph, 'Mul', error, graph.scalar(0.5)), graph.scalar(0.5));
}
