import { SweepError } from '../../errors.ts';

/** The header of an `.npy` file, which describes its array. */
export interface NpyHeader {
  /** Such as `|u1` or `<i8`; a structured type as it is written. */
  readonly descr: string;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Offset of the array's first byte. */
  readonly dataStart: number;
}

const MAGIC = [0x93, ...Buffer.from('NUMPY')];

/** Number of bytes of the header's length, by the format's major version. */
const LENGTH_BYTES: Readonly<Record<number, 2 | 4>> = { 1: 2, 2: 4, 3: 4 };

/**
 * Parses the header of numpy's NPY format, versions 1 to 3 (numpy.lib.format). `origin` begins the messages
 * of `dataset_damaged`, for bytes that are no such file.
 */
export function npyHeader(bytes: Uint8Array, origin: string): NpyHeader {
  const [major] = bytes.subarray(MAGIC.length);
  const lengthBytes = LENGTH_BYTES[major ?? 0];
  const start = MAGIC.length + 2;
  if (!MAGIC.every((byte, i) => bytes[i] === byte)) throw damaged(origin, 'is no .npy array');
  if (!lengthBytes) throw damaged(origin, `has version ${major} of the .npy format; 1 to 3 are known`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < start + lengthBytes) throw damaged(origin, 'breaks off within its header');
  const length = lengthBytes === 2 ? view.getUint16(start, true) : view.getUint32(start, true);
  const dataStart = start + lengthBytes + length;
  if (bytes.length < dataStart) throw damaged(origin, 'breaks off within its header');
  const text = Buffer.from(bytes.subarray(start + lengthBytes, dataStart)).toString('utf8');
  return { ...parseDictionary(text, origin), dataStart };
}

/** numpy writes a Python dictionary: `{'descr': '|u1', 'fortran_order': False, 'shape': (60000, 28, 28), }`. */
function parseDictionary(text: string, origin: string): Omit<NpyHeader, 'dataStart'> {
  const descr = /'descr': *(?:'([^']*)'|(\[.*\]))/.exec(text);
  const order = /'fortran_order': *(True|False)/.exec(text);
  const shape = /'shape': *\(([\dL, ]*)\)/.exec(text);
  if (!descr || !order || !shape) {
    throw damaged(origin, 'has a header that does not give its type, order and shape');
  }
  const sides = shape[1]!.match(/\d+/g) ?? [];
  return { descr: (descr[1] ?? descr[2])!, fortranOrder: order[1] === 'True', shape: sides.map(Number) };
}

function damaged(origin: string, problem: string): SweepError {
  return new SweepError('dataset_damaged', `${origin} ${problem}.`, 'Write the file again with np.savez.');
}
