import { createHash } from 'node:crypto';

/** The first bytes of a state; another layout of the rest needs another number. */
const MARK = 'sweep2';
/** The mark is followed by the length of the JSON as a whole number of 32 bits. */
const JSON_AT = 12;
const FLOAT_BYTES = 4;
/** Bytes at the end of a state: SHA-256 of everything before. */
const SEAL_BYTES = 32;

/** JSON and its tensors. */
export interface StateParts<Header> {
  readonly header: Header;
  readonly tensors: readonly Float32Array[];
}

interface Stored<Header> {
  readonly header: Header;
  /** The number of values of each tensor. */
  readonly sizes: readonly number[];
}

/** Why bytes are no usable state. */
export type StateFlaw = 'of another version' | 'damaged';

/**
 * The parts as bytes, in `room` if it has the right length; they must be sealed before they are read again.
 */
export function packState<Header>(
  { header, tensors }: StateParts<Header>,
  room?: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const json = Buffer.from(JSON.stringify({ header, sizes: tensors.map(({ length }) => length) }));
  const start = floatsAt(json.length);
  const length = tensors.reduce((sum, tensor) => sum + tensor.byteLength, start + SEAL_BYTES);
  const content = room?.byteLength === length ? room : new Uint8Array(length);
  const buffer = Buffer.from(content.buffer);
  buffer.write(MARK, 'latin1');
  buffer.writeUInt32LE(json.length, JSON_AT - 4);
  json.copy(buffer, JSON_AT);
  let at = start;
  for (const tensor of tensors) {
    new Float32Array(content.buffer, at, tensor.length).set(tensor);
    at += tensor.byteLength;
  }
  return content;
}

/** Adds the checksum, so that no bit changes unnoticed. */
export function sealState(content: Uint8Array): void {
  content.set(sealOf(content), content.length - SEAL_BYTES);
}

function sealOf(content: Uint8Array): Buffer {
  return createHash('sha256')
    .update(content.subarray(0, content.length - SEAL_BYTES))
    .digest();
}

/** The parts of such bytes. */
export function unpackState<Header>(content: Uint8Array): StateParts<Header> | StateFlaw {
  const buffer = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (buffer.length < JSON_AT + SEAL_BYTES || buffer.toString('latin1', 0, MARK.length) !== MARK)
    return 'of another version';
  const end = buffer.length - SEAL_BYTES;
  if (!sealOf(content).equals(buffer.subarray(end))) return 'damaged';
  const jsonLength = buffer.readUInt32LE(JSON_AT - 4);
  const start = floatsAt(jsonLength);
  const text = buffer.toString('utf8', JSON_AT, JSON_AT + jsonLength);
  const { header, sizes } = JSON.parse(text) as Stored<Header>;
  const count = sizes.reduce((sum, size) => sum + size, 0);
  const floats = new Float32Array(count);
  new Uint8Array(floats.buffer).set(buffer.subarray(start, end));
  const tensors: Float32Array[] = [];
  let at = 0;
  for (const size of sizes) {
    tensors.push(floats.subarray(at, at + size));
    at += size;
  }
  return { header, tensors };
}

/** The offset of the numbers, a multiple of their size. */
function floatsAt(jsonLength: number): number {
  return Math.ceil((JSON_AT + jsonLength) / FLOAT_BYTES) * FLOAT_BYTES;
}
