import type { InputShape } from '../model/layer.ts';
import type { DatasetSummary } from '../trainable/network/shared.ts';

/** The test images of a dataset; otherwise a sentence that says why they are not available. */
export type TestPictures =
  | {
      readonly shape: InputShape['shape'];
      /** The bytes of all images, one after another, in the order of the stored predictions. */
      readonly bytes: Uint8Array;
    }
  | { readonly missing: string };

/**
 * Finds the test images of exactly the dataset that a sweep was run on; the database does not hold them.
 * Never rejects.
 */
export type FindPictures = (dataset: DatasetSummary) => Promise<TestPictures>;
