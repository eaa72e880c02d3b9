import { createHash } from 'node:crypto';
import { EPOCH_METRICS, type EpochMetrics } from '../trainable/network/metrics.ts';
import type { Validation } from '../trainable/network/setup.ts';

/** The data that a training begins with: equal beginnings have equal first digests, whatever follows. */
export interface Beginning {
  /** Fingerprint of the images. */
  readonly dataset: string;
  readonly validation: Validation;
  readonly seed: number;
  /** The initial weights, in Keras's order. */
  readonly weights: readonly Float32Array[];
}

/** The digest before the first epoch: SHA-256 in hex, like that of every epoch. */
export function firstDigest({ dataset, validation, seed, weights }: Beginning): string {
  return sha256(JSON.stringify([dataset, validation, seed]), weights);
}

/**
 * The digest of an epoch: of the digest before it, all weights after it (moving averages included) as
 * float32, and its metrics as float64, little-endian. Two trainings with the same digest did the same in
 * every epoch so far.
 */
export function epochDigest(before: string, weights: readonly Float32Array[], metrics: EpochMetrics): string {
  return sha256(before, [...weights, Float64Array.from(EPOCH_METRICS, (name) => metrics[name])]);
}

function sha256(text: string, numbers: readonly (Float32Array | Float64Array)[]): string {
  const hash = createHash('sha256').update(text);
  for (const each of numbers) hash.update(new Uint8Array(each.buffer, each.byteOffset, each.byteLength));
  return hash.digest('hex');
}
