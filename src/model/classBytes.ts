/** Up to this many classes, a class index is stored as one byte. */
const ONE_BYTE_CLASSES = 256;

/** Class indices as bytes: one each for up to 256 classes, otherwise two, the lower one first. */
export function classBytes(indices: Uint16Array, classes: number): Uint8Array {
  if (classes <= ONE_BYTE_CLASSES) return Uint8Array.from(indices);
  const bytes = new Uint8Array(2 * indices.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < indices.length; i++) view.setUint16(2 * i, indices[i]!, true);
  return bytes;
}

/** The inverse of {@link classBytes}. */
export function classesOf(bytes: Uint8Array, classes: number): Uint16Array {
  if (classes <= ONE_BYTE_CLASSES) return Uint16Array.from(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint16Array.from({ length: bytes.length / 2 }, (_, i) => view.getUint16(2 * i, true));
}
