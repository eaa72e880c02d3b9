import type { NetworkArtifacts } from '../../trainable/network/artifacts.ts';
import { withoutTimes } from '../../trainable/network/metrics.ts';
import type { TrialResult } from '../../trial/trial.ts';
import { type Difference, differing } from './compare.ts';
import type { Recorded } from './recorded.ts';

/** The results of a training to its end, in addition to its epochs. */
export interface EndCheck {
  /** Why it did not come to the recorded end. */
  readonly flaw?: string;
  /** Final values that differ; absent if none were compared. */
  readonly differences?: readonly Difference[];
  /** The recorded final values by name. */
  readonly metrics?: Readonly<Record<string, number | null>>;
  /** Whether the stored data is bit for bit the same, by its kind. */
  readonly stored?: Readonly<Record<string, boolean>>;
}

/** Compares final metrics, predictions and kept weights, but no times. */
export function checkEnd({ trial, kept }: Recorded, { metrics, artifacts }: TrialResult): EndCheck {
  const recorded = withoutTimes(trial.metrics);
  const { weights, predictions } = artifacts as NetworkArtifacts;
  const stored = {
    ...(kept.weights ? { weights: sameBytes(kept.weights, weights) } : {}),
    ...(kept.validation
      ? { 'validation predictions': sameBytes([kept.validation], [predictions.validation]) }
      : {}),
    ...(kept.test ? { 'test predictions': sameBytes([kept.test], [predictions.test]) } : {}),
  };
  return { metrics: recorded, differences: differing(recorded, metrics), stored };
}

type Numbers = readonly (Float32Array | Uint16Array)[];

function sameBytes(before: Numbers, now: Numbers): boolean {
  return before.length === now.length && before.every((each, at) => bytesOf(each).equals(bytesOf(now[at]!)));
}

function bytesOf({ buffer, byteOffset, byteLength }: Numbers[number]): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}
