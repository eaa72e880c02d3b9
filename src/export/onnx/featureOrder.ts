import type { Shape } from '../../model/layer.ts';

/**
 * The index of Keras's feature, `[height, width, channels]` flattened, at each position of an image that is
 * flattened with its channels first; undefined if both orders are equal.
 */
export type FeatureOrder = Uint32Array | undefined;

export function featureOrder([height, width, channels]: Shape): FeatureOrder {
  const pixels = height! * width!;
  if (channels === 1 || pixels === 1) return undefined;
  return Uint32Array.from(
    { length: pixels * channels! },
    (_, place) => (place % pixels) * channels! + Math.floor(place / pixels),
  );
}

/** Rows of `row` values each, one for each feature, rearranged in that order. */
export function rowsInOrder(values: Float32Array, row: number, order: FeatureOrder): Float32Array {
  if (!order) return values;
  const ordered = new Float32Array(values.length);
  for (const [place, feature] of order.entries()) {
    ordered.set(values.subarray(feature * row, (feature + 1) * row), place * row);
  }
  return ordered;
}
