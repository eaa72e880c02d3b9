/** Room that all threads can see. */
export function sharedBytes(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length));
}

/** A copy that all threads can see. */
export function sharedCopy(bytes: Uint8Array): Uint8Array {
  const copy = sharedBytes(bytes.length);
  copy.set(bytes);
  return copy;
}

/** Room for class indices that all threads can see. */
export function sharedLabels(count: number): Uint16Array {
  return new Uint16Array(new SharedArrayBuffer(2 * count));
}

/** Labels that all threads can see. */
export function sharedLabelsFrom(labels: ArrayLike<number>): Uint16Array {
  const copy = sharedLabels(labels.length);
  copy.set(labels);
  return copy;
}
