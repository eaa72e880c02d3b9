import { createHash } from 'node:crypto';
import { classBytes } from '../model/classBytes.ts';
import type { InputShape } from '../model/layer.ts';
import type { ImageSet } from './dataset.ts';

/** In hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** SHA-256 in hex over shape, number of classes, and the decoded images and labels of both sets. */
export function fingerprintOf(input: InputShape, train: ImageSet, test: ImageSet): string {
  const hash = createHash('sha256').update(JSON.stringify([input.shape, input.classes]));
  for (const set of [train, test]) {
    hash
      .update(JSON.stringify([set.labels.length]))
      .update(set.images)
      .update(classBytes(set.labels, input.classes));
  }
  return hash.digest('hex');
}
