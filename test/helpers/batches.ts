import type { InputShape } from '../../src/model/layer.ts';
import { sizeOf } from '../../src/model/layer.ts';
import { Random } from '../../src/random.ts';

/** A mini-batch of random images and labels. */
export function randomBatch(input: InputShape, count: number, seed: number) {
  const random = Random.of(seed, 'batch');
  const images = Uint8Array.from({ length: count * sizeOf(input.shape) }, () => random.below(256));
  const labels = Uint16Array.from({ length: count }, () => random.below(input.classes));
  return { images, labels };
}

/** The largest absolute difference between two lists of weights. */
export function largestDifference(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  let largest = a.length === b.length ? 0 : Infinity;
  for (const [index, values] of a.entries()) {
    const others = b[index]!;
    if (others.length !== values.length) return Infinity;
    for (let i = 0; i < values.length; i++) {
      const difference = Math.abs(values[i]! - others[i]!);
      if (!(difference <= largest)) largest = difference;
    }
  }
  return largest;
}
