import { createHash } from 'node:crypto';
import type { Spec } from '../sweepfile/spec.ts';

/**
 * What makes two runs the same sweep, so that the later one continues the earlier: its name and all that makes two
 * trials of one configuration and replicate comparable, which are the seed, the metric and what the workload says of
 * itself, such as the validation, the engine and the content of the dataset. What only decides which trials there are
 * (parameters, method, run cap, replicates) may be edited and adds to the sweep; description, workers and where the data
 * lies change no number.
 */
export function sweepIdentity(
  { name, seed, metric }: Pick<Spec, 'name' | 'seed' | 'metric'>,
  workloadIdentity: readonly unknown[],
): string {
  const parts = [name, seed, metric.name, metric.goal, ...workloadIdentity];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** The seed of each replicate: the sweep's own, and the ones after it. */
export function replicateSeeds(spec: Spec): number[] {
  return Array.from({ length: spec.replicates }, (_, replicate) => spec.seed + replicate);
}
