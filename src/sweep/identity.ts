import { createHash } from 'node:crypto';
import type { Spec } from '../spec/spec.ts';

/**
 * What makes two runs the same sweep, so that the later one continues the earlier: everything but the space, for
 * an edited space adds configurations to the sweep instead of starting another.
 */
export function sweepIdentity(spec: Spec, datasetFingerprint: string): string {
  const { name, seed, metric, validation, engine } = spec;
  const parts = [name, seed, metric.name, metric.goal, validation, engine, datasetFingerprint];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** The seed of each replicate: the sweep's own, and the ones after it. */
export function replicateSeeds(spec: Spec): number[] {
  return Array.from({ length: spec.replicates }, (_, replicate) => spec.seed + replicate);
}
