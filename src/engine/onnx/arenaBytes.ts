import { weightSpecs } from '../../model/buildLayers.ts';
import type { Layer } from '../../model/layer.ts';
import { sizeOf } from '../../model/layer.ts';
import type { NetworkRequest } from '../engine.ts';
import { lower } from './lower.ts';
import { EVALUATION_BATCH, largestMicroBatch } from './microBatch.ts';
import { updaterFor } from './optimizers/index.ts';
import { planMemory } from './program/memoryPlan.ts';
import { evaluationProgram, trainingProgram } from './stepProgram.ts';

/** Floats in a cache line: every weight starts on one. */
const LINE = 16;

/**
 * The bytes that a network reserves in its arena, without reserving them or loading ONNX Runtime: weights, gradients,
 * optimizer state, masks, a batch and room for the values of the larger program.
 */
export function arenaBytes(request: NetworkRequest): number {
  const { layers, input, batchSize, optimizer } = request;
  const normalized = layers.some(({ kind }) => kind === 'batch_normalization');
  const part = largestMicroBatch(batchSize, !normalized);
  const largest = Math.max(part, EVALUATION_BATCH);
  const { all, trainable } = blockSizes(layers);
  const gradientBlocks = batchSize > part ? 2 : 1;
  const masks = layers.reduce(
    (sum, { kind, inputShape }) => sum + (kind === 'dropout' ? part * sizeOf(inputShape) : 0),
    0,
  );
  const lowered = lower(layers);
  const programs = [
    trainingProgram(layers, lowered, input, part),
    evaluationProgram(layers, lowered, input, EVALUATION_BATCH),
  ];
  const values = Math.max(...programs.map((program) => planMemory(program).size));
  const batch = largest * (sizeOf(input.shape) / 4 + 2 * input.classes);
  const state = updaterFor(optimizer).initialState.length * trainable;
  return 4 * (all * (1 + gradientBlocks) + state + masks + batch + values);
}

/** Floats of a block of weights, padded to whole cache lines: all of them, and those that are trained. */
function blockSizes(layers: readonly Layer[]): { all: number; trainable: number } {
  let all = 0;
  let trainable = 0;
  for (const spec of weightSpecs(layers)) {
    const size = Math.ceil(sizeOf(spec.shape) / LINE) * LINE;
    all += size;
    if (spec.trainable) trainable += size;
  }
  return { all, trainable };
}
