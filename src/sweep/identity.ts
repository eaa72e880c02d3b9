import { createHash } from 'node:crypto';
import type { Spec } from '../sweepfile/spec.ts';

/**
 * Identifies a sweep, so that a later run continues an earlier one. It consists of the name and of everything
 * that makes two trials of one configuration and replicate comparable: the seed, the metric and the
 * workload's own identity, such as the validation, the engine and the content of the dataset. Settings that
 * only decide which trials exist (parameters, method, run cap, replicates) may be edited and add to the
 * sweep; description, workers and the place of the data change no number.
 */
export function sweepIdentity(
  { name, seed, metric }: Pick<Spec, 'name' | 'seed' | 'metric'>,
  workloadIdentity: readonly unknown[],
): string {
  const parts = [name, seed, metric.name, metric.goal, ...workloadIdentity];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** The seed of each replicate: the sweep's own, and the following ones. */
export function replicateSeeds(spec: Spec): number[] {
  return seedsFrom(spec, 0, spec.replicates);
}

/** The seeds of the finals, which follow those of the search. */
export function finalSeeds(spec: Spec): number[] {
  return seedsFrom(spec, spec.replicates, spec.finals?.seeds ?? 0);
}

/** The seed of the training with that index, from 0, beyond those of the search. */
export function seedAfterSearch(spec: Spec, index: number): number {
  return spec.seed + spec.replicates + index;
}

function seedsFrom({ seed }: Spec, first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => seed + first + index);
}
