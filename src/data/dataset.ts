import type { DatasetSummary } from '../trainable/network/shared.ts';

/** Images and their labels; `images` holds `labels.length` images of height × width × channels bytes. */
export interface ImageSet {
  readonly images: Uint8Array;
  /** Class indices from 0. */
  readonly labels: Uint16Array;
}

/** The facts of a dataset without its pixels. */
export type DatasetInfo = DatasetSummary;

/**
 * A decoded dataset. All arrays lie in SharedArrayBuffers, so that sending a dataset to a thread copies nothing.
 */
export interface Dataset extends DatasetInfo {
  readonly train: ImageSet;
  readonly test: ImageSet;
}
