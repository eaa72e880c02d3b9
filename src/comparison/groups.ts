import { type Database, findSweep, type LeaderboardRow, type SweepInfo } from '../store/index.ts';
import { parameterName } from '../trainable/parameterName.ts';
import { nameOf } from './bestPairs.ts';
import { type Check, comparisonChecks } from './checks/checks.ts';
import { lengthCheck } from './checks/length.ts';
import type { Comparison } from './compareTrained.ts';
import { comparesRoles, onFreshSeeds } from './freshSeeds.ts';
import { searchValue } from './searchValue.ts';
import { readTrained, type Trained } from './trained.ts';

/** Configurations that share a value of what is compared. */
export interface ValueGroup {
  /** As people read it; of several parameters, with their names: `model=cnn units=16`. */
  readonly value: string;
  readonly best: LeaderboardRow;
  readonly rows: readonly LeaderboardRow[];
}

/**
 * The best configuration of each group, in the order of the groups. Where these are the scientific values of a sweep with
 * roles, verdicts rest on the seeds of its finals alone.
 */
export function trainedGroups(db: Database, by: string, groups: readonly ValueGroup[]): readonly Trained[] {
  const trained = groups.map(({ value, best }) => readTrained(db, nameOf(by, value), best));
  const sweep = sweepByRoles(db, by, groups);
  return sweep ? onFreshSeeds(sweep, trained) : trained;
}

/** The checks of a comparison of scientific values, whose groups hold all configurations of these; none for other groups. */
export function groupChecks(
  db: Database,
  by: string,
  groups: readonly (ValueGroup & { readonly trained: Trained })[],
  comparisons: readonly Comparison[],
): Check[] {
  const sweep = sweepByRoles(db, by, groups);
  if (!sweep) return [];
  const searched = groups.map((group) => ({
    ...group,
    rows: group.rows.filter((row) => searchValue(row) !== undefined),
  }));
  const lengths = groups.flatMap(({ trained }) => lengthCheck(db, sweep.trainable, trained) ?? []);
  return [...comparisonChecks(sweep, searched, comparisons), ...lengths];
}

/** The parameters that a comparison groups by, by their proper names. `isKnown` tells of a name whether a parameter has it. */
export function namesOf(trainable: string, by: string, isKnown: (name: string) => boolean): string[] {
  const whole = parameterName(trainable, by);
  return isKnown(whole) ? [whole] : by.split(',').map((name) => parameterName(trainable, name.trim()));
}

/** The scientific parameters of a sweep with roles, as a comparison names them; undefined for other sweeps. */
export function usualGroups({ scientific }: Pick<SweepInfo, 'scientific'>): string | undefined {
  return scientific.length === 0 ? undefined : scientific.join(',');
}

function sweepByRoles(db: Database, by: string, groups: readonly ValueGroup[]): SweepInfo | undefined {
  const [id, ...others] = new Set(groups.flatMap(({ rows }) => rows.map(({ sweep }) => sweep)));
  if (id === undefined || others.length > 0) return undefined;
  const sweep = findSweep(db, id);
  return comparesRoles(sweep, by) ? sweep : undefined;
}
