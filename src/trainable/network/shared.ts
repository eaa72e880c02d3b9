import type { InputShape } from '../../model/layer.ts';
import type { Validation } from './setup.ts';

/** What is stored of a dataset: all but its pixels. */
export interface DatasetSummary {
  readonly name: string;
  readonly synthetic: boolean;
  readonly fingerprint: string;
  readonly input: InputShape;
  readonly classNames: readonly string[];
  /** Where a dataset of the user's own was read. */
  readonly path?: string;
  readonly trainCount: number;
  readonly testCount: number;
}

/** What the trials of a sweep over networks share, as it is stored. */
export interface NetworkShared {
  readonly engine: string;
  readonly dataset: DatasetSummary;
  readonly validation: Validation;
}
