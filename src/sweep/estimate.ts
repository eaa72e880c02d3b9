import type { Configuration } from '../configuration.ts';
import type { NetworkSize } from './networkSizes.ts';

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
  const steps = Math.ceil(training / Number(configuration.parameters.batch_size));
  const passes = TRAINING_PASSES * training + validation;
  const products = (size.flops * passes) / FLOPS_PER_MS;
  return products + steps * (STEP_MS + size.weights / OPTIMIZER_WEIGHTS_PER_MS);
}

/** Learns from measured epochs by which factor this machine differs from the model. */
export class Calibration {
  private measured = 0;
  private predicted = 0;

  add(measuredMs: number, predictedMs: number): void {
    this.measured += measuredMs;
    this.predicted += predictedMs;
  }

  /** Measured over predicted so far; undefined before the first measurement. */
  get factor(): number | undefined {
    return this.predicted === 0 ? undefined : this.measured / this.predicted;
  }
}

/** Beyond so many trials the order in which threads take them changes nothing that anyone sees. */
const MOST_IN_ORDER = 20_000;

/** Predicted time until all trials have run on `workers` threads that take them in order, in ms. */
export function estimateTotalMs(trialsMs: readonly number[], workers: number): number {
  if (trialsMs.length > MOST_IN_ORDER) return sumOf(trialsMs) / Math.max(1, workers);
  const lanes = new Array<number>(Math.max(1, workers)).fill(0);
  for (const ms of trialsMs) {
    const next = lanes.indexOf(Math.min(...lanes));
    lanes[next]! += ms;
  }
  return Math.max(...lanes);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
