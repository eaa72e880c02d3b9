import type { TrialSetup } from '../../trial/trial.ts';
import type { Ancestor } from './fork.ts';

/** Datasets that a spec may name without a path. */
export const DATASET_NAMES = ['fashion-mnist', 'synthetic'] as const;
export type DatasetName = (typeof DATASET_NAMES)[number];

/** Most classes of a dataset. */
export const MOST_CLASSES = 1000;

/** A published dataset, or the synthetic one. */
export interface PublishedDataset {
  readonly name: DatasetName;
  /** The stand-in to use if the real dataset cannot be downloaded. */
  readonly offline?: 'synthetic';
}

/** A user's own dataset in files. */
export interface OwnDataset {
  readonly name: string;
  /** Absolute: a folder of IDX files or an .npz file. */
  readonly path: string;
  /** One name for each class; `0`, `1`, … if absent. */
  readonly classNames?: readonly string[];
}

/** Engines that a spec may name. */
export const ENGINE_NAMES = ['onnx', 'tfjs', 'tfjs-cpu'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

/** The images that validate a trial: a seeded, stratified share of the training file, or the test file. */
export type Validation =
  | { readonly kind: 'holdout'; readonly size: number; readonly seed: number }
  | { readonly kind: 'test' };

/** The setup that the trials of a sweep over our networks share. */
export interface NetworkSetup extends TrialSetup {
  readonly kind: 'network';
  readonly dataset: PublishedDataset | OwnDataset;
  readonly validation: Validation;
  readonly engine: EngineName;
  /** The trainings before its own first epoch, oldest first, if its trials are forks. */
  readonly fork?: readonly Ancestor[] | undefined;
}
