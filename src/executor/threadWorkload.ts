import type { Dataset } from '../data/dataset.ts';

/** The work of a thread; typed arrays in it lie in SharedArrayBuffers, so that nothing is copied. */
export type ThreadWorkload =
  | { readonly kind: 'network'; readonly dataset: Dataset }
  | {
      readonly kind: 'module';
      readonly path: string;
      /** The folder in which each trial has a folder of its own, `<sweep>/<trial>`. */
      readonly filesDirectory: string;
      /** Time in which a trial must end after it was asked to stop; {@link GRACE_MS} if absent. */
      readonly graceMs?: number;
    };

const GRACE_MS = 10_000;

/**
 * Time in ms after which a thread is ended if its trial does not stop; undefined if the thread must never be
 * ended, as it may be inside ONNX Runtime.
 */
export function graceOf(workload: ThreadWorkload): number | undefined {
  return workload.kind === 'module' ? (workload.graceMs ?? GRACE_MS) : undefined;
}
