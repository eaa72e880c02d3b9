import { crc32, deflateRawSync } from 'node:zlib';

/** An array as numpy saves it; `data` has its bytes in that type. */
export interface NpyOptions {
  readonly descr: string;
  readonly shape: readonly number[];
  readonly data: Uint8Array;
  readonly version?: 1 | 2 | 3;
  readonly fortranOrder?: boolean;
}

/** The bytes of an `.npy` file, its header padded to 64 bytes as numpy does. */
export function npyFile({ descr, shape, data, version = 1, fortranOrder = false }: NpyOptions): Buffer {
  const tuple = `(${shape.map((side) => `${side},`).join(' ')})`;
  const order = fortranOrder ? 'True' : 'False';
  const type = descr.startsWith('[') ? descr : `'${descr}'`;
  const text = `{'descr': ${type}, 'fortran_order': ${order}, 'shape': ${tuple}, }`;
  const start = version === 1 ? 10 : 12;
  const length = Math.ceil((start + text.length + 1) / 64) * 64 - start;
  const head = Buffer.alloc(start);
  head.write('\x93NUMPY', 'latin1');
  head[6] = version;
  if (version === 1) head.writeUInt16LE(length, 8);
  else head.writeUInt32LE(length, 8);
  return Buffer.concat([head, Buffer.from(`${text.padEnd(length - 1)}\n`), data]);
}

export interface ZipOptions {
  readonly compressed?: boolean;
  /** General purpose bits; 1 means encrypted. */
  readonly flags?: number;
  /** Compression that the archive declares: 0 stored, 8 deflated. */
  readonly method?: number;
}

/** The bytes of a zip archive of these files; `.npy` is appended to their names, as numpy does. */
export function npzFile(
  members: Readonly<Record<string, Buffer>>,
  { compressed = false, flags = 0, method = compressed ? 8 : 0 }: ZipOptions = {},
): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(members)) {
    const path = Buffer.from(`${name}.npy`);
    const stored = compressed ? deflateRawSync(content) : content;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(stored.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(path.length, 22);
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), common, path, stored]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, tail, path]));
    files.push(file);
    offset += file.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, ...directory, Buffer.from('PK\x05\x06'), end]);
}

/** The bytes of an IDX file of unsigned bytes. */
export function idxBytesOf(shape: readonly number[], data: Uint8Array): Buffer {
  const header = Buffer.from([0, 0, 8, shape.length, ...new Array<number>(4 * shape.length).fill(0)]);
  for (const [axis, side] of shape.entries()) header.writeUInt32BE(side, 4 + 4 * axis);
  return Buffer.concat([header, data]);
}
