import { sizeOf } from '../layer.ts';
import type { Initializer } from './index.ts';

/**
 * Saxe et al. 2014, as in Keras: the tensor as a matrix `[all but the last axis, last axis]` gets orthonormal
 * columns, or rows if it is wider than high, times the gain. The basis is that of a random normal matrix,
 * with the signs for which its QR decomposition is unique.
 */
export const orthogonal: Initializer = ({ shape }, random, { gain = 1 }) => {
  const columns = shape.at(-1)!;
  const rows = sizeOf(shape) / columns;
  const length = Math.max(rows, columns);
  const basis = Array.from({ length: Math.min(rows, columns) }, () =>
    Float64Array.from({ length }, () => random.normal()),
  );
  for (const [index, vector] of basis.entries()) {
    // Two rounds: after the second one, the vectors are orthogonal to working precision (Giraud et al. 2005).
    for (let round = 0; round < 2; round++) {
      for (let other = 0; other < index; other++) subtractProjection(vector, basis[other]!);
    }
    scale(vector, 1 / Math.sqrt(dot(vector, vector)));
  }
  const values = new Float32Array(rows * columns);
  for (const [index, vector] of basis.entries()) {
    const step = rows >= columns ? columns : 1;
    const start = rows >= columns ? index : index * columns;
    for (let place = 0; place < length; place++) values[start + place * step] = gain * vector[place]!;
  }
  return values;
};

function subtractProjection(vector: Float64Array, unit: Float64Array): void {
  const share = dot(vector, unit);
  for (let i = 0; i < vector.length; i++) vector[i]! -= share * unit[i]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function scale(vector: Float64Array, factor: number): void {
  for (let i = 0; i < vector.length; i++) vector[i]! *= factor;
}
