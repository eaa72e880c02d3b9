import type { Dataset } from '../data/dataset.ts';

/** What a thread runs; typed arrays in it lie in SharedArrayBuffers, so that nothing is copied. */
export type ThreadWorkload =
  | { readonly kind: 'network'; readonly dataset: Dataset }
  | {
      readonly kind: 'module';
      readonly path: string;
      /** The folder in which each trial has its own, `<sweep>/<trial>`. */
      readonly filesDirectory: string;
      /** How long a trial may take to end once it was asked to stop, {@link GRACE_MS} where absent. */
      readonly graceMs?: number;
    };

const GRACE_MS = 10_000;

/**
 * After how long a thread whose trial was asked to stop is ended beneath it, in ms; undefined where that must not be, as
 * it may be inside ONNX Runtime.
 */
export function graceOf(workload: ThreadWorkload): number | undefined {
  return workload.kind === 'module' ? (workload.graceMs ?? GRACE_MS) : undefined;
}
