/** Beyond this, the values between a step's operations no longer stay in the processor's cache. */
const LARGEST = 64;

/** The most images that one graph is given when batches of `batch` images are trained. */
export function largestMicroBatch(batch: number): number {
  return Math.min(batch, LARGEST);
}

/**
 * The sizes into which a batch is cut; their gradients are added up. The parts are as equal as can be, so that
 * at most two graphs are compiled for a batch size.
 */
export function microBatches(batch: number): number[] {
  const parts = Math.ceil(batch / LARGEST);
  const size = Math.floor(batch / parts);
  const larger = batch - size * parts;
  return Array.from({ length: parts }, (_, part) => (part < larger ? size + 1 : size));
}
