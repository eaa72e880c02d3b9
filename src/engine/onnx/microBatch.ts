/** Beyond this, products get no faster, and a step's values no longer fit into the processor's cache. */
const LARGEST = 128;

/** Images that are evaluated at once. */
export const EVALUATION_BATCH = 100;

/**
 * Most images that one program gets when batches of `batch` images are trained. A normalized batch is not
 * `separable`: its statistics are those of all its images.
 */
export function largestMicroBatch(batch: number, separable: boolean): number {
  return separable ? Math.min(batch, LARGEST) : batch;
}

/**
 * The sizes, at most `largest`, into which a batch is cut. The parts are as equal as possible, so that there
 * are at most two sizes.
 */
export function microBatches(batch: number, largest: number): number[] {
  const parts = Math.ceil(batch / largest);
  const size = Math.floor(batch / parts);
  const larger = batch - size * parts;
  return Array.from({ length: parts }, (_, part) => (part < larger ? size + 1 : size));
}
