import type { InputShape, Layer } from '../../model/layer.ts';
import { weightSpecs } from '../../model/network.ts';
import type { NetworkRequest } from '../engine.ts';
import type { Tensor } from './graph/builder.ts';
import { GraphBuilder } from './graph/builder.ts';
import { transpose } from './graph/shorthand.ts';
import { NO_COPY } from './inPlace.ts';
import type { Lowered } from './lower.ts';
import type { Applied, GraphContext } from './operations/operation.ts';
import { crossEntropyGradient, logSoftmax } from './operations/softmaxCrossEntropy.ts';
import { graphShape } from './weights.ts';

/** Names of a graph's inputs and outputs beside the weights (by their own names) and masks (by their layer's). */
export const IMAGES = 'images';
export const TARGETS = 'targets';
export const SCALE = 'scale';
export const LOG_PROBABILITIES = 'log_probabilities';

/** What a network's graphs depend on; initial weights and penalties do not show in them. */
export function graphKey({ layers, input }: NetworkRequest): string {
  const shapes = (weights: Layer['weights']) => weights.map(({ name, shape }) => [name, shape]);
  return JSON.stringify([layers.map((layer) => ({ ...layer, weights: shapes(layer.weights) })), input]);
}

/** The output that holds a weight's gradient or, for a moving average, the value of this batch. */
export function gradientName(weight: string): string {
  return `gradient/${weight}`;
}

/**
 * The ONNX file of one training step on exactly `batch` images: images `[batch, height, width, channels]` as
 * bytes, targets `[batch, classes]` and the scale in; log-probabilities and all gradients out.
 */
export function trainingGraph(
  layers: readonly Layer[],
  lowered: Lowered,
  input: InputShape,
  batch: number,
): Uint8Array {
  const graph = new GraphBuilder();
  const { logits, applied, context } = forward(graph, layers, lowered, input, batch, true);
  const targets = graph.input(TARGETS, logits.shape);
  const scale = graph.input(SCALE, []);
  const logProbabilities = logSoftmax(context, logits);
  graph.output(LOG_PROBABILITIES, logProbabilities);
  let gradient: Tensor | undefined = crossEntropyGradient(context, logProbabilities, targets, scale);
  for (let index = applied.length - 1; index >= lowered.firstTrainable; index--) {
    gradient = applied[index]!.backward(gradient!, index > lowered.firstTrainable);
  }
  return graph.encode();
}

/** The ONNX file that maps exactly `batch` images to log-probabilities, without dropout. */
export function evaluationGraph(
  layers: readonly Layer[],
  lowered: Lowered,
  input: InputShape,
  batch: number,
): Uint8Array {
  const graph = new GraphBuilder();
  const { logits, context } = forward(graph, layers, lowered, input, batch, false);
  graph.output(LOG_PROBABILITIES, logSoftmax(context, logits));
  return graph.encode();
}

function forward(
  graph: GraphBuilder,
  layers: readonly Layer[],
  { operations, kernelLayouts }: Lowered,
  input: InputShape,
  batch: number,
  training: boolean,
): { logits: Tensor; applied: Applied[]; context: GraphContext } {
  graph.emptySequenceOutput(NO_COPY);
  const bytes = graph.input(IMAGES, [batch, ...input.shape], 'uint8');
  const floats = graph.node('Cast', [bytes], bytes.shape, { to: 1 });
  const scaled = graph.node('Mul', [floats, graph.scalar(1 / 255)], bytes.shape);
  const weights = new Map(
    weightSpecs(layers).map((spec) => [
      spec.name,
      graph.input(spec.name, graphShape(spec, kernelLayouts.get(spec.name))),
    ]),
  );
  const context: GraphContext = {
    graph,
    training,
    weight: (name) => weights.get(name)!,
    setGradient: (name, gradient) => graph.output(gradientName(name), gradient),
    setStatistic: (name, value) => graph.output(gradientName(name), value),
    dropoutMask: (name, shape) => graph.input(name, shape),
  };
  let value = transpose(graph, scaled, [3, 0, 1, 2]);
  const applied = operations.map((operation) => {
    const result = operation(context, value);
    value = result.output;
    return result;
  });
  return { logits: value, applied, context };
}
