import type { ModelName } from '../configuration.ts';
import type { Space } from '../space/space.ts';
import type { Validation } from '../trial/trial.ts';

/** Metrics that may rank a sweep; the test set never does. */
export const METRIC_NAMES = ['val_accuracy', 'val_loss', 'accuracy', 'loss'] as const;
export type MetricName = (typeof METRIC_NAMES)[number];

/** How configurations are searched; the samplers carry the same names. */
export const METHODS = ['grid', 'random'] as const;
export type Method = (typeof METHODS)[number];

/** No run_cap is higher. */
export const MOST_CONFIGURATIONS = 100_000;

/** Datasets that a spec may name without a path. */
export const DATASET_NAMES = ['fashion-mnist', 'synthetic'] as const;
export type DatasetName = (typeof DATASET_NAMES)[number];

/** The most classes that a dataset may have. */
export const MOST_CLASSES = 1000;

/** A published dataset, or what is drawn in its place. */
export interface PublishedDataset {
  readonly name: DatasetName;
  /** What may stand in where the real dataset cannot be had. */
  readonly offline?: 'synthetic';
}

/** A dataset that the user has as files. */
export interface OwnDataset {
  readonly name: string;
  /** Absolute: a folder of IDX files or an .npz file. */
  readonly path: string;
  /** One name for each class; `0`, `1`, … where absent. */
  readonly classNames?: readonly string[];
}

/** Engines that a spec may name. */
export const ENGINE_NAMES = ['onnx', 'tfjs', 'tfjs-cpu'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

export interface Metric {
  readonly name: MetricName;
  readonly goal: 'maximize' | 'minimize';
}

/** A validated sweep: what the YAML says, with defaults filled in. */
export interface Spec {
  readonly name: string;
  readonly description?: string;
  /** At least one, each once, in the spec's order. */
  readonly models: readonly ModelName[];
  readonly dataset: PublishedDataset | OwnDataset;
  readonly method: Method;
  readonly metric: Metric;
  /** By canonical names; every distribution draws legal, normalised values only. */
  readonly space: Space;
  readonly seed: number;
  /** Trials of each configuration; replicate r (from 0) trains with seed + r. */
  readonly replicates: number;
  /** The most configurations; a random sweep has one. */
  readonly runCap?: number;
  readonly validation: Validation;
  readonly engine: EngineName;
  /** Threads; as many as the machine has cores where absent. */
  readonly workers?: number;
}
