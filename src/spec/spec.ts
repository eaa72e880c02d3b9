import type { ModelName } from '../configuration.ts';
import type { Space } from '../space/space.ts';
import type { Validation } from '../trial/trial.ts';

/** Metrics that may rank a sweep; the test set never does. */
export const METRIC_NAMES = ['val_accuracy', 'val_loss', 'accuracy', 'loss'] as const;
export type MetricName = (typeof METRIC_NAMES)[number];

export interface Metric {
  readonly name: MetricName;
  readonly goal: 'maximize' | 'minimize';
}

/** A validated sweep: what the YAML says, with defaults filled in. */
export interface Spec {
  readonly name: string;
  readonly description?: string;
  readonly models: readonly ModelName[];
  readonly dataset: {
    readonly name: string;
    /** What may stand in where the real dataset cannot be had. */
    readonly offline?: 'synthetic';
  };
  readonly method: string;
  readonly metric: Metric;
  readonly space: Space;
  readonly seed: number;
  /** Trials of each configuration; replicate r (from 0) trains with seed + r. */
  readonly replicates: number;
  /** The most configurations; a random sweep needs one. */
  readonly runCap?: number;
  readonly validation: Validation;
  readonly engine: string;
  /** Threads; as many as the machine has cores where absent. */
  readonly workers?: number;
}
