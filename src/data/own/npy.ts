import { SweepError } from '../../errors.ts';
import { sizeOf } from '../../model/layer.ts';
import { grouped } from '../source.ts';
import { type IntegerArray, type Integers, shapeText } from './array.ts';
import { type NpyHeader, npyHeader } from './npyHeader.ts';
import { refuseType } from './npyType.ts';

const VIEWS = {
  u1: Uint8Array,
  i1: Int8Array,
  u2: Uint16Array,
  i2: Int16Array,
  u4: Uint32Array,
  i4: Int32Array,
  u8: BigUint64Array,
  i8: BigInt64Array,
} as const;

/**
 * Parses an `.npy` file of integers in C order and little endian; images must be `uint8`. `values` is a view
 * of the bytes if they are unsigned bytes, otherwise a copy.
 * @throws SweepError `dataset_invalid` (type or order, with how to convert in numpy), `dataset_damaged`.
 */
export function parseNpy(
  bytes: Uint8Array,
  { origin, name }: Pick<IntegerArray, 'origin' | 'name'>,
  holds: 'images' | 'labels',
): IntegerArray {
  const header = npyHeader(bytes, origin);
  const view = viewOf(header.descr);
  if (!view || (holds === 'images' && view !== Uint8Array)) {
    throw refuseType(header.descr, { origin, name }, holds);
  }
  if (header.fortranOrder && header.shape.length > 1) {
    const hint = `In numpy: ${name} = np.ascontiguousarray(${name}).`;
    throw new SweepError('dataset_invalid', `${origin} is in Fortran order; C order is needed.`, hint);
  }
  requireLength(bytes, header, view.BYTES_PER_ELEMENT, origin);
  return { origin, name, shape: header.shape, values: valuesOf(bytes.subarray(header.dataStart), view) };
}

/** Undefined for anything but little-endian integers. */
function viewOf(descr: string): (typeof VIEWS)[keyof typeof VIEWS] | undefined {
  if (!/^[<|=]?[ui]\d$/.test(descr)) return undefined;
  return VIEWS[descr.slice(-2) as keyof typeof VIEWS];
}

function requireLength(bytes: Uint8Array, { shape, dataStart }: NpyHeader, each: number, origin: string) {
  const expected = sizeOf(shape) * each;
  const found = bytes.length - dataStart;
  if (found === expected) return;
  const sizes = `${grouped(found)} bytes instead of the ${grouped(expected)} of ${shapeText(shape)}`;
  const message = `${origin} ${found < expected ? 'is truncated' : 'is too long'}: ${sizes}.`;
  throw new SweepError('dataset_damaged', message, 'Write the file again with np.savez.');
}

function valuesOf(data: Uint8Array, view: (typeof VIEWS)[keyof typeof VIEWS]): Integers {
  if (view === Uint8Array) return data;
  const aligned = data.slice();
  return new view(aligned.buffer as ArrayBuffer, 0, aligned.length / view.BYTES_PER_ELEMENT);
}
