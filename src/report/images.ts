import type { InputShape } from '../model/layer.ts';
import type { DatasetSummary } from '../trainable/network/shared.ts';

/** The test images of a dataset, or in a sentence why they are not at hand. */
export type TestPictures =
  | {
      readonly shape: InputShape['shape'];
      /** The bytes of all images, one after another, in the order of the stored predictions. */
      readonly bytes: Uint8Array;
    }
  | { readonly missing: string };

/** Finds the test images of the very dataset that a sweep was run on, which the database does not hold. Never rejected. */
export type FindPictures = (dataset: DatasetSummary) => Promise<TestPictures>;
