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
 * What the finals alone measured of some configurations of a sweep with roles: the seeds of its search have chosen
 * them and flatter them. `replicateOf` counts from 0, those of the search first. Undefined for other sweeps, and if a
 * configuration has no finals.
 */
export function ofFinals<T>(
  { scientific, replicates }: Pick<SweepInfo, 'scientific' | 'replicates'>,
  configurations: readonly (readonly T[])[],
  replicateOf: (measured: T) => number,
): readonly (readonly T[])[] | undefined {
  if (scientific.length === 0) return undefined;
  const fresh = configurations.map((all) => all.filter((each) => replicateOf(each) >= replicates));
  return fresh.every(({ length }) => length > 0) ? fresh : undefined;
}

/** Configurations with the trainings of their finals alone, or unchanged; see `ofFinals`. */
export function onFreshSeeds(
  sweep: Pick<SweepInfo, 'scientific' | 'seed' | 'replicates'>,
  trained: readonly Trained[],
): readonly Trained[] {
  const trainings = trained.map((each) => each.trainings);
  const fresh = ofFinals(sweep, trainings, ({ seed }) => seed - sweep.seed);
  return fresh ? trained.map((each, index) => ({ ...each, trainings: fresh[index]! })) : trained;
}

/** Says that verdicts leave out the seeds of the search; undefined if they do not. */
export function freshSeedsWords(trained: readonly Trained[]): string | undefined {
  return trained.some(({ trainings, row }) => trainings.length < row.replicates)
    ? 'Verdicts rest on the seeds of the finals alone, which had no part in the choice.'
    : undefined;
}
