/** Beyond this, the values between a step's operations no longer stay in the processor's cache. */
const LARGEST = 64;

/**
 * The most images that one graph is given when batches of `batch` images are trained. A batch that is normalized
 * is not `separable`: its statistics are those of all its images.
 */
export function largestMicroBatch(batch: number, separable: boolean): number {
  return separable ? Math.min(batch, LARGEST) : batch;
}

/**
 * The sizes, `largest` at most, into which a batch is cut; their gradients are added up. The parts are as equal as can be, so that
 * at most two graphs are compiled for a batch size.
 */
export function microBatches(batch: number, largest: number): number[] {
  const parts = Math.ceil(batch / largest);
  const size = Math.floor(batch / parts);
  const larger = batch - size * parts;
  return Array.from({ length: parts }, (_, part) => (part < larger ? size + 1 : size));
}
