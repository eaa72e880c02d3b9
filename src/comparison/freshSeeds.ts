import type { SweepInfo } from '../store/index.ts';
import { parameterName } from '../trainable/parameterName.ts';
import type { Trained } from './trained.ts';

/** Whether groups by these parameters, joined by commas in any order, are what a sweep with roles compares. */
export function comparesRoles(
  { scientific, trainable }: Pick<SweepInfo, 'scientific' | 'trainable'>,
  by: string,
): boolean {
  const names = new Set(by.split(',').map((name) => parameterName(trainable, name.trim())));
  return (
    scientific.length > 0 && names.size === scientific.length && scientific.every((name) => names.has(name))
  );
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

/** Says that verdicts leave out the seeds of the search; undefined if they do not. */
export function freshSeedsWords(trained: readonly Trained[]): string | undefined {
  return trained.some(({ trainings, row }) => trainings.length < row.replicates)
    ? 'Verdicts rest on the seeds of the finals alone, which had no part in the choice.'
    : undefined;
}
