/** Items that come one by one, in lists of at most `most`. */
export function* inBatches<T>(items: Iterable<T>, most: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < most) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
