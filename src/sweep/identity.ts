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
  return seedsFrom(spec, 0, spec.replicates);
}

/** Those of the finals, which come after the ones of the search. */
export function finalSeeds(spec: Spec): number[] {
  return seedsFrom(spec, spec.replicates, spec.finals?.seeds ?? 0);
}

function seedsFrom({ seed }: Spec, first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => seed + first + index);
}
