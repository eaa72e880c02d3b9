import { weightSpecs } from '../../model/buildLayers.ts';
import type { InputShape, Layer } from '../../model/layer.ts';
import { sizeOf } from '../../model/layer.ts';
import type { Tensor } from '../../onnx/builder.ts';
import type { NetworkRequest } from '../engine.ts';
import type { Lowered } from './lower.ts';
import type { Applied, ProgramContext } from './operations/operation.ts';
import { bytesAsFloats } from './operations/room.ts';
import { addScaledImages } from './operations/scaledImages.ts';
import { crossEntropyGradient, logSoftmax } from './operations/softmaxCrossEntropy.ts';
import { Program } from './program/program.ts';
import { graphShape } from './weights.ts';

/**
 * Tensors that the caller places in addition to the weights (by their own names) and masks (by their
 * layer's).
 */
export const IMAGES = 'images';
export const TARGETS = 'targets';
export const SCALE = 'scale';
export const LOG_PROBABILITIES = 'log_probabilities';

/** The settings that a network's programs depend on; initial weights and penalties do not change them. */
export function programKey({ layers, input }: NetworkRequest): string {
  const shapes = (weights: Layer['weights']) => weights.map(({ name, shape }) => [name, shape]);
  return JSON.stringify([layers.map((layer) => ({ ...layer, weights: shapes(layer.weights) })), input]);
}

/** The name of a weight's gradient or, for a moving average, of the value of this batch. */
export function gradientName(weight: string): string {
  return `gradient/${weight}`;
}

/**
 * One training step on exactly `batch` images. Inputs are images `[batch, height, width, channels]` as bytes,
 * targets `[batch, classes]` and the scale; outputs are log-probabilities and all gradients.
 */
export function trainingProgram(
  layers: readonly Layer[],
  lowered: Lowered,
  input: InputShape,
  batch: number,
): Program {
  const { logits, applied, context } = forward(layers, lowered, input, batch, true);
  const { program } = context;
  const targets = program.place(TARGETS, logits.shape);
  const scale = program.place(SCALE, []);
  const logProbabilities = logSoftmax(context, logits);
  program.output(LOG_PROBABILITIES, logProbabilities);
  let gradient: Tensor | undefined = crossEntropyGradient(context, logProbabilities, targets, scale);
  for (let index = applied.length - 1; index >= lowered.firstTrainable; index--) {
    gradient = applied[index]!.backward(gradient!, index > lowered.firstTrainable);
  }
  return program;
}

/** Maps exactly `batch` images to log-probabilities, without dropout. */
export function evaluationProgram(
  layers: readonly Layer[],
  lowered: Lowered,
  input: InputShape,
  batch: number,
): Program {
  const { logits, context } = forward(layers, lowered, input, batch, false);
  context.program.output(LOG_PROBABILITIES, logSoftmax(context, logits));
  return context.program;
}

function forward(
  layers: readonly Layer[],
  { operations, kernelLayouts }: Lowered,
  { shape }: InputShape,
  batch: number,
  training: boolean,
): { logits: Tensor; applied: Applied[]; context: ProgramContext } {
  const program = new Program();
  const images = [batch, ...shape];
  const bytes = program.place(IMAGES, bytesAsFloats(sizeOf(images)));
  const shapes = new Map(
    weightSpecs(layers).map((spec) => [spec.name, graphShape(spec, kernelLayouts.get(spec.name))]),
  );
  const context: ProgramContext = {
    program,
    training,
    weight: (name) => program.place(name, shapes.get(name)!),
    gradient: (name) => program.place(gradientName(name), shapes.get(name)!),
    setGradient: (name, gradient) => program.output(gradientName(name), gradient),
    dropoutMask: (name, ofMask) => program.place(name, ofMask),
  };
  let value = addScaledImages(program, bytes, images);
  const applied = operations.map((operation) => {
    const result = operation(context, value);
    value = result.output;
    return result;
  });
  return { logits: value, applied, context };
}
