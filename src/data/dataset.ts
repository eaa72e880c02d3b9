import type { InputShape } from '../model/layer.ts';

/** Images and their labels; `images` holds `labels.length` images of height × width × channels bytes. */
export interface ImageSet {
  readonly images: Uint8Array;
  /** Class indices from 0. */
  readonly labels: Uint16Array;
}

/** What is known of a dataset without its pixels. */
export interface DatasetInfo {
  readonly name: string;
  /** True for the procedurally drawn stand-in; shown wherever its numbers appear. */
  readonly synthetic: boolean;
  /** SHA-256 in hex over the decoded images and labels: equal exactly for equal data. */
  readonly fingerprint: string;
  readonly input: InputShape;
  readonly classNames: readonly string[];
  /** Where a dataset of the user's own was read: the absolute path of its folder or file. */
  readonly path?: string;
  readonly trainCount: number;
  readonly testCount: number;
}

/**
 * A decoded dataset. All arrays lie in SharedArrayBuffers, so that sending a dataset to a thread copies nothing.
 */
export interface Dataset extends DatasetInfo {
  readonly train: ImageSet;
  readonly test: ImageSet;
}
