import type { Tensor } from '../../../onnx/builder.ts';
import { binary, unary } from '../../../onnx/shorthand.ts';
import type { ProgramContext } from './operation.ts';

/** Log-probabilities of the classes from the logits, both `[batch, classes]`. */
export function logSoftmax({ program: graph }: ProgramContext, logits: Tensor): Tensor {
  return graph.node('LogSoftmax', [logits], logits.shape, { axis: -1 });
}

/**
 * The gradient of the categorical cross-entropy with respect to the logits: (softmax − target) · scale, where
 * scale is one over the number of images of the whole step.
 */
export function crossEntropyGradient(
  { program: graph }: ProgramContext,
  logProbabilities: Tensor,
  targets: Tensor,
  scale: Tensor,
): Tensor {
  const difference = binary(graph, 'Sub', unary(graph, 'Exp', logProbabilities), targets);
  return binary(graph, 'Mul', difference, scale);
}
