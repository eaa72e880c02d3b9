import type { Configuration } from '../configuration.ts';
import type { WireError } from '../errors.ts';

/**
 * An interrupted trial goes back to `queued`. The last four have ended; of these, completed and pruned are final, and
 * failed and cancelled ones are queued again when the sweep is run again.
 */
export const TRIAL_STATES = ['queued', 'running', 'completed', 'pruned', 'failed', 'cancelled'] as const;
export type TrialState = (typeof TRIAL_STATES)[number];

/** Which images a trial is validated on: a seeded, stratified share of the training file, or the test file. */
export type Validation =
  | { readonly kind: 'holdout'; readonly size: number; readonly seed: number }
  | { readonly kind: 'test' };

/** Everything a worker needs to train one trial; the dataset is with the worker already. */
export interface TrialJob {
  /** Number of the trial in its sweep, from 1. */
  readonly trial: number;
  readonly configuration: Configuration;
  /** All random streams of the trial come from this. */
  readonly seed: number;
  readonly engine: string;
  readonly validation: Validation;
}

/** Keras's metric keys of one epoch; durations in milliseconds. */
export interface EpochMetrics {
  /** From 1. */
  readonly epoch: number;
  /** Mean over the epoch's images as the network saw them, with dropout, as Keras reports it. */
  readonly loss: number;
  readonly accuracy: number;
  readonly val_loss: number;
  readonly val_accuracy: number;
  /** Training and validation of this epoch. */
  readonly durationMs: number;
}

/** What a worker says while it trains. */
export type TrialMessage =
  | { readonly type: 'started'; readonly trial: number; readonly worker: number }
  | {
      readonly type: 'progress';
      readonly trial: number;
      readonly epoch: number;
      /** Steps done in this epoch, and how many it has. */
      readonly step: number;
      readonly steps: number;
      /** Mean loss of the epoch so far. */
      readonly loss: number;
    }
  | { readonly type: 'epoch'; readonly trial: number; readonly metrics: EpochMetrics };

/** What a finished training leaves behind. */
export interface TrialResult {
  /** The metrics of the epoch whose weights these are: the last one, or the best of an early stopping. */
  readonly kept: EpochMetrics;
  /** Why the training ended before its last epoch, where it did. */
  readonly stoppedEarly?: string;
  readonly testLoss: number;
  readonly testAccuracy: number;
  /** Predicted class of every validation and test image, in the dataset's order. */
  readonly predictions: { readonly validation: Uint16Array; readonly test: Uint16Array };
  /** How confident the network was of each of these: its softmax probability p as the byte round(255·p). */
  readonly confidences: { readonly validation: Uint8Array; readonly test: Uint8Array };
  /** The weights that are kept, those of the epoch `kept`, in Keras's order. */
  readonly weights: readonly Float32Array[];
  readonly durationMs: number;
  /** How long the trained network takes for one image alone: the median of a few, on one thread. */
  readonly latencyMs: number;
  /** Engine, its version and the processor: where these are equal, so are the bits. */
  readonly fingerprint: string;
}

/** How a worker's training ended. An error travels as data: its class would not survive the thread's edge. */
export type TrialOutcome =
  | { readonly state: 'completed'; readonly result: TrialResult }
  | { readonly state: 'stopped' }
  | { readonly state: 'failed'; readonly error: WireError }
  /** It did not begin, for where it was to run no trial can be trained. */
  | { readonly state: 'unavailable'; readonly error: WireError };
