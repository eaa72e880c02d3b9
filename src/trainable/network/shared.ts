import type { InputShape } from '../../model/layer.ts';
import type { Ancestor } from './fork.ts';
import type { Validation } from './setup.ts';

/** The stored facts of a dataset: all but its pixels. */
export interface DatasetSummary {
  readonly name: string;
  /** True for the procedurally drawn stand-in; said wherever its numbers appear. */
  readonly synthetic: boolean;
  /** SHA-256 in hex over the decoded images and labels: equal exactly for equal data. */
  readonly fingerprint: string;
  readonly input: InputShape;
  readonly classNames: readonly string[];
  /** Absolute path of the folder or file of a user's own dataset. */
  readonly path?: string;
  readonly trainCount: number;
  readonly testCount: number;
}

/** The data that the trials of a sweep over networks share, as it is stored. */
export interface NetworkShared {
  readonly engine: string;
  readonly dataset: DatasetSummary;
  readonly validation: Validation;
  /** See `NetworkSetup.fork`. */
  readonly fork?: readonly Ancestor[] | undefined;
}
