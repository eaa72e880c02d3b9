import type { InputShape } from '../../model/layer.ts';
import type { DatasetSummary } from '../../trainable/network/shared.ts';

/** The test images of a dataset. */
export interface TestImages {
  readonly shape: InputShape['shape'];
  readonly count: number;
  /** Bytes of height × width × channels; `index` from 0 in the order of the stored predictions. */
  image(index: number): Uint8Array;
}

/** Whether the images of a dataset are there. */
export type ImagesAtHand =
  | { readonly state: 'ready'; readonly images: TestImages }
  | { readonly state: 'loading' }
  /** Not on this machine, or not the same data any more; `reason` is a sentence. */
  | { readonly state: 'missing'; readonly reason: string };

/**
 * Finds the images of the datasets that sweeps were run on; the database does not hold them. It never
 * downloads, and gives only images with the same fingerprint. Loading takes seconds and never blocks the
 * calling thread.
 */
export interface ImageSource {
  /** Answers at once and starts loading. Missing images are looked for again after a while. */
  find(dataset: DatasetSummary): ImagesAtHand;
  /** Answers once the loading is done; never rejects. */
  load(dataset: DatasetSummary): Promise<Exclude<ImagesAtHand, { state: 'loading' }>>;
}

/** For a server that has no datasets. */
export const NO_IMAGES: ImageSource = {
  find: () => ({ state: 'missing', reason: 'This server looks for no datasets.' }),
  load: async () => ({ state: 'missing', reason: 'This server looks for no datasets.' }),
};
