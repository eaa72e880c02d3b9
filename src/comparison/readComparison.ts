import { type Distribution, distribution } from '../analysis/index.ts';
import { SweepError } from '../errors.ts';
import { listed } from '../format.ts';
import {
  Boards,
  compareGroups,
  compareTrials,
  type Database,
  findSweep,
  findTrial,
  type Group,
  isNetworkSweep,
  type SweepInfo,
  sweepNamed,
} from '../store/index.ts';
import { trainableOf } from '../trainable/index.ts';
import { comparePairs, type PairComparison } from './bestPairs.ts';
import type { ExportedBytesOf } from './costs.ts';
import { type Compared, compareValueGroups, type GroupsCompared, usualGroups } from './groups.ts';
import { type TestedSummary, type TuningEffort, testedSummary, tuningEfforts } from './summary.ts';

/** What is to be compared. */
interface ComparedNames {
  /** Names or ids of sweeps, the latest if there are none, or trials such as `cnn/12`. */
  readonly names: readonly (string | number)[];
  /** `model`, `sweep` or parameters; if absent, those that {@link groupsOf} chooses. */
  readonly by: string | undefined;
}

/** The groups in the order of their values, and all that is known of them; the best one is compared with the others. */
export interface GroupComparison extends Omit<GroupsCompared<Group>, 'groups'> {
  /** `trial` if trials were named. */
  readonly by: string;
  readonly sweeps: readonly SweepInfo[];
  readonly groups: readonly ComparedGroup[];
  readonly pairs: readonly PairComparison[];
}

export interface ComparedGroup extends Compared<Group> {
  /** Of the sweep's metric over its configurations, those with several seeds by their means; undefined if none has a value. */
  readonly distribution: Distribution | undefined;
  readonly tested: TestedSummary | undefined;
  readonly effort: TuningEffort;
}

/**
 * Compares the best configuration of each group with that of the best group, or the configurations of trials, each by all of its
 * seeds.
 * @throws SweepError as `compareGroups` and `compareTrials` do; `usage` for sweeps beside trials, and trials with `by`.
 */
export function readComparison(
  db: Database,
  { names, by: wanted }: ComparedNames,
  exportedBytes: ExportedBytesOf,
): GroupComparison {
  const { by, sweeps, found } = areTrials(db, names)
    ? trialGroups(db, names.map(String), wanted)
    : sweepGroups(db, names, wanted);
  const { groups, ...compared } = compareValueGroups(db, by, found, { exportedBytes });
  const efforts = tuningEfforts(found.map(({ rows }) => rows));
  return {
    by,
    sweeps,
    groups: groups.map((group, index) => ({
      ...group,
      distribution: distribution(group.rows.flatMap(({ mean }) => mean ?? [])),
      tested: testedSummary(group.trained),
      effort: efforts[index]!,
    })),
    ...compared,
    // Only networks are tested on the same images.
    pairs: sweeps.every(isNetworkSweep) ? comparePairs(db, found) : [],
  };
}

function sweepGroups(db: Database, names: ComparedNames['names'], wanted: string | undefined) {
  const sweeps = (names.length === 0 ? [undefined] : names).map((name) => findSweep(db, name));
  const by = wanted ?? groupsOf(db, sweeps);
  const ids = sweeps.map(({ id }) => id);
  return { by, sweeps, found: compareGroups(db, ids, by) };
}

/**
 * The scientific parameters of a sweep with roles, else the model where there is one; without, the sweeps or the one parameter
 * that a sweep varies.
 * @throws SweepError `nothing_to_compare` if a sweep varies none or several.
 */
function groupsOf(db: Database, sweeps: readonly SweepInfo[]): string {
  const [sweep, ...others] = sweeps;
  const { id, name, trainable } = sweep!;
  const boards = new Boards(db);
  const usual = others.length === 0 ? usualGroups(sweep!) : undefined;
  const hasModel = () =>
    trainableOf(trainable).outermost.includes('model') ||
    sweeps.some((each) => boards.parameters(each.id).includes('model'));
  if (usual !== undefined || hasModel()) return usual ?? 'model';
  if (others.length > 0) return 'sweep';
  const [only, ...further] = boards.searchedParameters(id);
  if (only !== undefined && further.length === 0) return only;
  throw only === undefined
    ? new SweepError('nothing_to_compare', `${name} varies no parameter.`, 'Compare it with another sweep.')
    : new SweepError(
        'nothing_to_compare',
        `Say what to compare ${name} by: it varies ${listed([only, ...further])}.`,
        `Such as --by ${only}.`,
      );
}

function trialGroups(db: Database, names: readonly string[], wanted: string | undefined) {
  if (wanted !== undefined)
    throw new SweepError('usage', 'Trials are compared one by one: --by is for sweeps.', 'Leave it out.');
  const refs = names.map((name) => findTrial(db, name));
  const sweeps = [...new Set(refs.map(({ sweepId }) => sweepId))].map((id) => findSweep(db, id));
  return { by: 'trial', sweeps, found: compareTrials(db, refs) };
}

/** @throws SweepError `usage` for both sweeps and trials. */
function areTrials(db: Database, names: ComparedNames['names']): boolean {
  const trials = names.filter((name) => isTrial(db, String(name)));
  if (trials.length === 0 || trials.length === names.length) return trials.length > 0;
  const sweep = names.find((name) => !trials.includes(name));
  throw new SweepError(
    'usage',
    `${sweep} is a sweep, and ${trials[0]} a trial.`,
    'Compare sweeps with sweeps, or trials with trials.',
  );
}

/** A sweep may have a slash in its name. */
function isTrial(db: Database, name: string): boolean {
  return name.includes('/') && !db.read((orm) => sweepNamed(orm, name));
}
