/** Memory that all threads share. */
export function sharedBytes(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length));
}

/** A copy in memory that all threads share. */
export function sharedCopy(bytes: Uint8Array): Uint8Array {
  const copy = sharedBytes(bytes.length);
  copy.set(bytes);
  return copy;
}

/** Room for class indices in memory that all threads share. */
export function sharedLabels(count: number): Uint16Array {
  return new Uint16Array(new SharedArrayBuffer(2 * count));
}

/** Labels in memory that all threads share. */
export function sharedLabelsFrom(labels: ArrayLike<number>): Uint16Array {
  const copy = sharedLabels(labels.length);
  copy.set(labels);
  return copy;
}
