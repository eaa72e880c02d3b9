/** Beyond this, products get no faster, and a step's values take more memory than the processor's cache has. */
const LARGEST = 128;

/** Images that are evaluated at once. */
export const EVALUATION_BATCH = 100;

/**
 * The most images that one program is given when batches of `batch` images are trained. A batch that is normalized
 * is not `separable`: its statistics are those of all its images.
 */
export function largestMicroBatch(batch: number, separable: boolean): number {
  return separable ? Math.min(batch, LARGEST) : batch;
}

/**
 * The sizes, `largest` at most, into which a batch is cut. The parts are as equal as can be, so that there are at most
 * two sizes.
 */
export function microBatches(batch: number, largest: number): number[] {
  const parts = Math.ceil(batch / largest);
  const size = Math.floor(batch / parts);
  const larger = batch - size * parts;
  return Array.from({ length: parts }, (_, part) => (part < larger ? size + 1 : size));
}
