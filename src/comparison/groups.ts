import { type Database, findSweep, isTried, type LeaderboardRow, type SweepInfo } from '../store/index.ts';
import { parameterName } from '../trainable/parameterName.ts';
import { nameOf } from './bestPairs.ts';
import { type Check, comparisonChecks } from './checks/checks.ts';
import { lengthCheck } from './checks/length.ts';
import { type BestPairOf, bestFirst, type Comparison, compareWithFirst } from './compareTrained.ts';
import { type Costs, costsOf, type ExportedBytesOf } from './costs.ts';
import { comparesRoles, onFreshSeeds } from './freshSeeds.ts';
import { readTrained, type Trained } from './trained.ts';

/** Configurations that share a value of what is compared. */
export interface ValueGroup {
  /** As people read it; of several parameters, with their names: `model=cnn units=16`. */
  readonly value: string;
  readonly best: LeaderboardRow;
  readonly rows: readonly LeaderboardRow[];
}

/** A group with its best configuration, and what that takes. */
export type Compared<Group extends ValueGroup> = Group & { readonly trained: Trained; readonly costs: Costs };

/** Groups in their order, the best of them against each of the others. */
export interface GroupsCompared<Group extends ValueGroup> {
  readonly groups: readonly Compared<Group>[];
  readonly comparisons: readonly Comparison[];
  /** Of scientific values; empty for other groups, and for groups that do not hold all of their configurations. */
  readonly checks: readonly Check[];
}

interface Comparing {
  /** Without it, no sizes of files are known. */
  readonly exportedBytes?: ExportedBytesOf | undefined;
  readonly bestPairOf?: BestPairOf | undefined;
  /** Whether the groups hold all of their configurations, and so the whole budget. */
  readonly isWhole?: boolean;
}

/** Compares groups by their best configurations: the analysis of the command line, the pages, reports and the library. */
export function compareValueGroups<Group extends ValueGroup>(
  db: Database,
  by: string,
  groups: readonly Group[],
  { exportedBytes, bestPairOf, isWhole = true }: Comparing = {},
): GroupsCompared<Group> {
  const sweep = sweepByRoles(db, by, groups);
  const trained = trainedIn(db, by, groups, sweep);
  const costs = costsOf(db, trained, exportedBytes);
  const compared = groups.map((group, index) => ({
    ...group,
    trained: trained[index]!,
    costs: costs[index]!,
  }));
  const comparisons = compareWithFirst(bestFirst(trained), bestPairOf);
  const checks = sweep && isWhole ? checksOf(db, sweep, compared, comparisons) : [];
  return { groups: compared, comparisons, checks };
}

/**
 * The best configuration of each group, in the order of the groups. Where these are the scientific values of a sweep with
 * roles, verdicts rest on the seeds of its finals alone.
 */
export function trainedGroups(db: Database, by: string, groups: readonly ValueGroup[]): readonly Trained[] {
  return trainedIn(db, by, groups, sweepByRoles(db, by, groups));
}

function trainedIn(
  db: Database,
  by: string,
  groups: readonly ValueGroup[],
  sweep: SweepInfo | undefined,
): readonly Trained[] {
  const trained = groups.map(({ value, best }) => readTrained(db, nameOf(by, value), best));
  return sweep ? onFreshSeeds(sweep, trained) : trained;
}

function checksOf(
  db: Database,
  sweep: SweepInfo,
  groups: readonly (ValueGroup & { readonly trained: Trained })[],
  comparisons: readonly Comparison[],
): Check[] {
  const searched = groups.map((group) => ({ ...group, rows: group.rows.filter(isTried) }));
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
