import { createHash } from 'node:crypto';
import { EPOCH_METRICS, type EpochMetrics } from '../trainable/network/metrics.ts';
import type { Validation } from '../trainable/network/setup.ts';

/** What a training begins with: equal beginnings, equal first digests, whatever follows. */
export interface Beginning {
  /** Fingerprint of the images. */
  readonly dataset: string;
  readonly validation: Validation;
  readonly seed: number;
  /** Those that it begins with, in Keras's order. */
  readonly weights: readonly Float32Array[];
}

/** The digest before the first epoch: SHA-256 in hex, as that of every epoch. */
export function firstDigest({ dataset, validation, seed, weights }: Beginning): string {
  return sha256(JSON.stringify([dataset, validation, seed]), weights);
}

/**
 * The digest of an epoch: of that of the epoch before, all weights after it (moving averages included) as the bytes of
 * float32, and its metrics as those of float64, little-endian. Two trainings with one digest did the same in every
 * epoch so far.
 */
export function epochDigest(before: string, weights: readonly Float32Array[], metrics: EpochMetrics): string {
  return sha256(before, [...weights, Float64Array.from(EPOCH_METRICS, (name) => metrics[name])]);
}

function sha256(text: string, numbers: readonly (Float32Array | Float64Array)[]): string {
  const hash = createHash('sha256').update(text);
  for (const each of numbers) hash.update(new Uint8Array(each.buffer, each.byteOffset, each.byteLength));
  return hash.digest('hex');
}
