import type { Configuration } from '../configuration.ts';
import { countParameters } from '../model/buildLayers.ts';
import type { InputShape, Layer } from '../model/layer.ts';
import { sizeOf } from '../model/layer.ts';
import { optimizerOf } from '../model/optimizers.ts';
import { MOST_ARENA_BYTES } from './onnx/addresses.ts';
import { arenaBytes } from './onnx/arenaBytes.ts';
import { updaterFor } from './onnx/optimizers/index.ts';

const MIB = 2 ** 20;

/** A thread with its engine, as measured; TensorFlow.js is the larger library. */
const ONNX_THREAD_BYTES = 55 * MIB;
const TFJS_THREAD_BYTES = 110 * MIB;

/**
 * Copies of the weights in addition to those that are trained: the initial ones, and the final ones on their
 * way through two threads into the database. Measured by bench/memory.ts, like the next number.
 */
const WEIGHT_COPIES = 3.5;
/** The most that the garbage collector leaves uncollected, as copies of the weights and in bytes. */
const GARBAGE_COPIES = 4.5;
const MOST_GARBAGE_BYTES = 64 * MIB;

/** States at once: the one that is kept for a stop, and one on its way into the database. */
const STATES = 2;

/**
 * Up to this size, a rough estimate is enough. An exact one plans the memory, which takes a millisecond, and
 * a sweep may have 100,000 shapes.
 */
const SMALL_BYTES = 256 * MIB;
/**
 * Most tensors that onnx keeps of each value of a layer: itself, its gradient, its mask and a rearranged
 * copy.
 */
const ONNX_TENSORS = 4;

/**
 * Images that TensorFlow.js evaluates at once, and the number of tensors that it makes of a layer's values.
 */
const TFJS_EVALUATION_BATCH = 500;
const TFJS_TENSORS = 3;

/**
 * The memory that a trial is estimated to add to its process at its peak, in bytes: its thread, its network,
 * and its weights on their way to the database, but not the dataset, which all threads share. Infinity if the
 * engine cannot train it on any machine.
 */
export function estimateTrialBytes(
  engine: string,
  configuration: Configuration,
  layers: readonly Layer[],
  input: InputShape,
): number {
  const parameters = configuration;
  const optimizer = optimizerOf(parameters);
  const batchSize = Number(parameters.batch_size);
  const weightsBytes = 4 * countParameters(layers);
  const kept = Number(parameters.early_stopping_patience ?? 0) > 0 ? 1 : 0;
  const state = updaterFor(optimizer).initialState.length;
  const copies =
    (WEIGHT_COPIES + kept + STATES * (1 + state + kept)) * weightsBytes +
    Math.min(GARBAGE_COPIES * weightsBytes, MOST_GARBAGE_BYTES);
  const values = layers.reduce((sum, { outputShape }) => sum + sizeOf(outputShape), sizeOf(input.shape));
  if (engine === 'onnx') {
    const beside = ONNX_THREAD_BYTES + copies;
    const roughly = beside + (2 + state) * weightsBytes + 4 * ONNX_TENSORS * batchSize * values;
    if (roughly <= SMALL_BYTES) return Math.round(roughly);
    const ofNetwork = arenaBytes({ layers, input, optimizer, batchSize });
    return ofNetwork > MOST_ARENA_BYTES ? Infinity : Math.round(beside + ofNetwork);
  }
  const images = Math.max(TFJS_TENSORS * batchSize, TFJS_EVALUATION_BATCH);
  return Math.round(TFJS_THREAD_BYTES + copies + (2 + state) * weightsBytes + 4 * images * values);
}
