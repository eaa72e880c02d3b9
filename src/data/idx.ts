import { SweepError } from '../errors.ts';

/** LeCun's IDX format, of unsigned bytes, with one dimension (labels), three (grey images) or four (images with channels). */
export interface IdxArray {
  readonly dims: readonly number[];
  /** Row by row; a view of the parsed bytes, no copy. */
  readonly data: Uint8Array;
}

const UNSIGNED_BYTE = 8;
const RANKS = [1, 3, 4];

/** Length of an IDX file with these dimensions: magic, one big-endian word for each, the data. */
export function idxBytes(dims: readonly number[]): number {
  return 4 + 4 * dims.length + dims.reduce((product, side) => product * side, 1);
}

/**
 * The dimensions in the header; undefined if this is no IDX header of unsigned bytes in 1, 3 or 4 dimensions.
 */
export function idxDims(bytes: Uint8Array): readonly number[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0 || view.getUint8(2) !== UNSIGNED_BYTE) return undefined;
  const rank = view.getUint8(3);
  if (!RANKS.includes(rank) || bytes.length < 4 + 4 * rank) return undefined;
  return Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
}

/**
 * Parses an IDX file. `name` is for the error `dataset_damaged`: the bytes are no IDX file, or are too few or
 * too many.
 */
export function parseIdx(bytes: Uint8Array, name: string): IdxArray {
  const dims = idxDims(bytes);
  if (!dims) {
    const hint =
      'It begins with the bytes 0, 0, 8 and the number of its dimensions: 1 for labels, 3 or 4 for images.';
    throw new SweepError('dataset_damaged', `${name} is no IDX file of unsigned bytes.`, hint);
  }
  const expected = idxBytes(dims);
  if (bytes.length !== expected) {
    const problem = `its header says ${dims.join(' × ')}, that is ${expected} bytes, and it has ${bytes.length}`;
    throw new SweepError('dataset_damaged', `${name} has the wrong length: ${problem}.`);
  }
  return { dims, data: bytes.subarray(4 + 4 * dims.length) };
}
