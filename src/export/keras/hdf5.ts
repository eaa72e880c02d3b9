import type { File } from 'h5wasm';

const PATH = 'export.h5';

/**
 * An HDF5 file in memory, in the layout that h5py writes by default: the same content gives the same bytes.
 * `fill` makes its groups and data sets.
 */
export async function hdf5File(fill: (file: File) => void): Promise<Uint8Array> {
  const { default: h5wasm } = await import('h5wasm');
  const { FS } = await h5wasm.ready;
  const from = seconds();
  const file = new h5wasm.File(PATH, 'w', { libver: ['earliest', 'latest'] });
  try {
    fill(file);
  } finally {
    file.close();
  }
  const bytes = FS.readFile(PATH) as Uint8Array;
  FS.unlink(PATH);
  return withoutTimes(bytes, from, seconds());
}

const seconds = (): number => Math.floor(Date.now() / 1000);

/** The message in an object's header with its modification time: type 18, length 8, version 1. */
const TIME_MESSAGE = Buffer.from([0x12, 0x00, 0x08, 0x00]);
const TIME_VERSION = 1;

/** h5wasm cannot tell the HDF5 library to leave times out, as h5py does, so they are set to 0 in place. */
function withoutTimes(bytes: Uint8Array, from: number, until: number): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = buffer.indexOf(TIME_MESSAGE); at >= 0; at = buffer.indexOf(TIME_MESSAGE, at + 1)) {
    // Headers of messages are aligned to eight bytes: type, length, flags and three zeros; then version and
    // three zeros.
    if (at % 8 !== 0 || at + 16 > buffer.length) continue;
    const time = buffer.readUInt32LE(at + 12);
    const isMessage = buffer.readUIntLE(at + 5, 3) === 0 && buffer.readUInt32LE(at + 8) === TIME_VERSION;
    if (isMessage && time >= from && time <= until) buffer.writeUInt32LE(0, at + 12);
  }
  return bytes;
}
