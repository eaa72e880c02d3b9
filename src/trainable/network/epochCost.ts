import type { Configuration } from '../../configuration.ts';
import type { NetworkSize } from './sizes.ts';

/**
 * A rough model of one thread: matrix products at a given rate, the optimizer bound by memory, and a fixed cost
 * per step. It needs only be right in proportion; measured epochs correct its scale.
 */
const FLOPS_PER_MS = 70e6;
const OPTIMIZER_WEIGHTS_PER_MS = 1.7e6;
const STEP_MS = 0.25;
/** The backward pass costs twice the forward pass. */
const TRAINING_PASSES = 3;

export interface TrialSize {
  readonly configuration: Configuration;
  readonly size: NetworkSize;
}

/** Predicted duration of one epoch in ms: training on `training` images, then scoring `validation` images. */
export function estimateEpochMs(
  { configuration, size }: TrialSize,
  training: number,
  validation: number,
): number {
  const steps = Math.ceil(training / Number(configuration.batch_size));
  const passes = TRAINING_PASSES * training + validation;
  const products = (size.flops * passes) / FLOPS_PER_MS;
  return products + steps * (STEP_MS + size.parameterCount / OPTIMIZER_WEIGHTS_PER_MS);
}
