import { readFileSync } from 'node:fs';
import { SweepError, systemCode } from '../../../errors.ts';
import { packageFile } from '../../../package.ts';

/**
 * The WebAssembly kernels; pointers are byte offsets into the memory. Sizes of the optimizers' blocks are in
 * floats and multiples of 16; the arguments of the other kernels are described there.
 */
export interface Kernels {
  // biome-ignore format: one line says which pointers, then which numbers
  adam(w: number, m: number, v: number, g: number, size: number, stepSize: number, beta1: number, beta2: number, epsilon: number): void;
  // biome-ignore format: as above
  amsgrad(w: number, m: number, v: number, x: number, g: number, size: number, stepSize: number, beta1: number, beta2: number, epsilon: number): void;
  // biome-ignore format: as above
  nadam(w: number, m: number, v: number, g: number, size: number, ofFirst: number, ofGradient: number, ofSecond: number, beta1: number, beta2: number, epsilon: number): void;
  // biome-ignore format: as above
  adamax(w: number, m: number, u: number, g: number, size: number, stepSize: number, beta1: number, beta2: number, epsilon: number): void;
  adagrad(w: number, v: number, g: number, size: number, rate: number, epsilon: number): void;
  // biome-ignore format: as above
  adadelta(w: number, v: number, d: number, g: number, size: number, rate: number, rho: number, epsilon: number): void;
  // biome-ignore format: as above
  ftrl(w: number, n: number, z: number, g: number, size: number, rate: number, power: number, l1: number, l2: number, shrinkage: number): void;
  lion(w: number, m: number, g: number, size: number, rate: number, beta1: number, beta2: number): void;
  rmsprop(w: number, v: number, g: number, size: number, rate: number, rho: number, epsilon: number): void;
  // biome-ignore format: as above
  rmspropFull(w: number, v: number, a: number, p: number, g: number, size: number, rate: number, rho: number, epsilon: number, centering: number, mu: number): void;
  sgd(w: number, g: number, size: number, rate: number): void;
  momentum(w: number, m: number, g: number, size: number, rate: number, mu: number): void;
  nesterov(w: number, m: number, g: number, size: number, rate: number, mu: number): void;
  toFloats(floats: number, bytes: number, size: number): void;
  clear(floats: number, size: number): void;
  // biome-ignore format: pointers, then sizes
  padImages(padded: number, images: number, count: number, height: number, row: number, paddedHeight: number, paddedRow: number, top: number, left: number): void;
  // biome-ignore format: as above
  cropImages(images: number, padded: number, count: number, height: number, row: number, paddedHeight: number, paddedRow: number, top: number, left: number): void;
  // biome-ignore format: as above
  gatherPatches(patches: number, images: number, count: number, height: number, row: number, kernel: number, segment: number, strideRows: number, strideFloats: number, rows: number, columns: number, window: number): void;
  // biome-ignore format: as above
  addPatches(images: number, patches: number, count: number, height: number, row: number, kernel: number, segment: number, strideRows: number, strideFloats: number, rows: number, columns: number, window: number): void;
  // biome-ignore format: as above
  maxOfWindows(y: number, chosen: number, x: number, scale: number, shift: number, windows: number, channels: number, size: number, floor: number): void;
  // biome-ignore format: as above
  chosenGradient(kept: number, sum: number, part: number, dy: number, chosen: number, windows: number, channels: number): void;
  // biome-ignore format: as above
  chosenProducts(sum: number, part: number, kept: number, chosen: number, x: number, windows: number, channels: number, size: number): void;
  // biome-ignore format: as above
  spreadGradient(dx: number, kept: number, chosen: number, windows: number, channels: number, size: number): void;
  // biome-ignore format: as above
  normalizedGradient(dx: number, x: number, kept: number, chosen: number, ofGradient: number, ofInput: number, constant: number, windows: number, channels: number, size: number): void;
  channelSums(sum: number, squares: number, x: number, rows: number, channels: number): void;
  // biome-ignore format: as above
  pooledKernelGradient(gradient: number, dy: number, chosen: number, images: number, places: number, count: number, height: number, row: number, kernel: number, segment: number, windowRows: number, windowColumns: number, strideRows: number, strideFloats: number, filters: number): void;
  accumulate(sum: number, part: number, size: number): void;
  addScaled(sum: number, values: number, size: number, factor: number): void;
  scale(values: number, size: number, factor: number): void;
  sumOfSquares(values: number, size: number): number;
  movingAverage(average: number, value: number, size: number, momentum: number): void;
  dropoutMask(
    mask: number,
    size: number,
    first: number,
    threshold: number,
    scale: number,
    key0: number,
    key1: number,
  ): void;
}

let compiled: WebAssembly.Module | undefined;

/** The kernels on a memory of their own. */
export function instantiateKernels(memory: WebAssembly.Memory): Kernels {
  compiled ??= new WebAssembly.Module(readModule());
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory, abort: () => {} } });
  return exports as unknown as Kernels;
}

function readModule(): Uint8Array<ArrayBuffer> {
  const path = packageFile('dist/engine/onnx/kernels/kernels.wasm');
  try {
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    throw new SweepError(
      'not_built',
      `${path} is missing.`,
      'Run `npm run build` in the folder of sweep.',
      error,
    );
  }
}
