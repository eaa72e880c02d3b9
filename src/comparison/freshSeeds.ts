import type { SweepInfo } from '../store/index.ts';
import type { Trained } from './trained.ts';

/** Whether groups by these parameters, joined by commas, are what a sweep with roles compares. */
export function comparesRoles({ scientific }: Pick<SweepInfo, 'scientific'>, by: string): boolean {
  return scientific.length > 0 && scientific.join(',') === by;
}

/**
 * Configurations of a sweep with roles, each with its finals alone: the seeds of the search have chosen it and
 * flatter it. Unchanged for other sweeps, and if a configuration has no finals.
 */
export function onFreshSeeds(
  { scientific, seed, replicates }: Pick<SweepInfo, 'scientific' | 'seed' | 'replicates'>,
  trained: readonly Trained[],
): readonly Trained[] {
  if (scientific.length === 0) return trained;
  const fresh = trained.map((each) => ({
    ...each,
    trainings: each.trainings.filter((training) => training.seed >= seed + replicates),
  }));
  return fresh.every(({ trainings }) => trainings.length > 0) ? fresh : trained;
}
