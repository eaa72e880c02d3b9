import { type Distribution, distribution } from '../analysis/index.ts';
import { SweepError } from '../errors.ts';
import {
  compareGroups,
  compareTrials,
  type Database,
  findSweep,
  findTrial,
  type Group,
  isNetworkSweep,
  type SweepInfo,
  sweepById,
} from '../store/index.ts';
import { comparePairs, type PairComparison } from './bestPairs.ts';
import type { Check } from './checks/checks.ts';
import { bestFirst, type Comparison, compareWithFirst } from './compareTrained.ts';
import { type Costs, costsOf, type ExportedBytesOf } from './costs.ts';
import { groupChecks, trainedGroups, usualGroups } from './groups.ts';
import { type TestedSummary, type TuningEffort, testedSummary, tuningEfforts } from './summary.ts';
import type { Trained } from './trained.ts';

/** What is to be compared. */
export interface Compared {
  /** Names or ids of sweeps, the latest if there are none, or trials such as `cnn/12`. */
  readonly names: readonly (string | number)[];
  /** `model`, `sweep` or parameters; if absent, the scientific ones of a sweep with roles, else the model. */
  readonly by: string | undefined;
}

/** The groups in the order of their values, and all that is known of them; the best one is compared with the others. */
export interface GroupComparison {
  /** `trial` if trials were named. */
  readonly by: string;
  readonly sweeps: readonly SweepInfo[];
  readonly groups: readonly ComparedGroup[];
  readonly comparisons: readonly Comparison[];
  /** Empty for sweeps without roles. */
  readonly checks: readonly Check[];
  readonly pairs: readonly PairComparison[];
}

export interface ComparedGroup extends Group {
  /** Of the sweep's metric over its configurations, those with several seeds by their means; undefined if none has a value. */
  readonly distribution: Distribution | undefined;
  readonly trained: Trained;
  readonly tested: TestedSummary | undefined;
  readonly effort: TuningEffort;
  readonly costs: Costs;
}

/**
 * Compares the best configuration of each group with that of the best group, or the configurations of trials, each by all of its
 * seeds.
 * @throws SweepError as `compareGroups` and `compareTrials` do; `usage` for sweeps beside trials, and trials with `by`.
 */
export function readComparison(
  db: Database,
  { names, by: wanted }: Compared,
  exportedBytes: ExportedBytesOf,
): GroupComparison {
  const { by, sweeps, found } = areTrials(db, names)
    ? trialGroups(db, names.map(String), wanted)
    : sweepGroups(db, names, wanted);
  const efforts = tuningEfforts(found.map(({ rows }) => rows));
  const trained = trainedGroups(db, by, found);
  const costs = costsOf(db, trained, exportedBytes);
  const groups = found.map((group, index) => {
    const { rows } = group;
    const known = {
      distribution: distribution(rows.flatMap(({ mean }) => mean ?? [])),
      effort: efforts[index]!,
      costs: costs[index]!,
    };
    return { ...group, trained: trained[index]!, tested: testedSummary(trained[index]!), ...known };
  });
  const comparisons = compareWithFirst(bestFirst(trained));
  return {
    by,
    sweeps,
    groups,
    comparisons,
    checks: groupChecks(db, by, groups, comparisons),
    // Only networks are tested on the same images.
    pairs: sweeps.every(isNetworkSweep) ? comparePairs(db, found) : [],
  };
}

function sweepGroups(db: Database, names: Compared['names'], wanted: string | undefined) {
  const sweeps = (names.length === 0 ? [undefined] : names).map((name) => findSweep(db, name));
  const by = wanted ?? (sweeps.length === 1 ? usualGroups(sweeps[0]!) : undefined) ?? 'model';
  const ids = sweeps.map(({ id }) => id);
  return { by, sweeps, found: compareGroups(db, ids, by) };
}

function trialGroups(db: Database, names: readonly string[], wanted: string | undefined) {
  if (wanted !== undefined)
    throw new SweepError('usage', 'Trials are compared one by one: --by is for sweeps.', 'Leave it out.');
  const refs = names.map((name) => findTrial(db, name));
  const sweeps = [...new Set(refs.map(({ sweepId }) => sweepId))].map((id) =>
    db.read((orm) => sweepById(orm, id)!),
  );
  return { by: 'trial', sweeps, found: compareTrials(db, refs) };
}

/** @throws SweepError `usage` for both sweeps and trials. */
function areTrials(db: Database, names: Compared['names']): boolean {
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
  if (!name.includes('/')) return false;
  try {
    findSweep(db, name);
    return false;
  } catch {
    return true;
  }
}
