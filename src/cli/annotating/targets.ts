import { plural } from '../../format.ts';
import {
  Boards,
  type Database,
  findSweep,
  findTrial,
  type SweepInfo,
  type Target,
  whyNone,
} from '../../store/index.ts';
import { trialNumbers } from '../../trial/trialNumbers.ts';

/** The words that name a sweep, a trial, or, with a filter, some of a sweep's trials. */
export interface TargetWords {
  readonly target: string;
  readonly where?: string | undefined;
}

/** A sweep, or trials of it. */
export interface Targets {
  readonly sweep: SweepInfo;
  /** Undefined if the sweep itself is meant; empty if the filter finds none. */
  readonly trials: readonly number[] | undefined;
  /** Says why the filter finds none. */
  readonly none?: string;
}

const IS_TRIAL = /(^|\/)(#?\d+|best)$/i;

/** @throws SweepError `sweep_not_found`, `trial_not_found`, `filter_invalid`. */
export function findTargets(db: Database, { target, where }: TargetWords): Targets {
  if (where === undefined && IS_TRIAL.test(target)) {
    const { sweepId, number } = findTrial(db, target);
    return { sweep: findSweep(db, sweepId), trials: [number] };
  }
  const sweep = findSweep(db, target.replace(/\/$/, ''));
  if (where === undefined) return { sweep, trials: undefined };
  const boards = new Boards(db);
  const rows = (filter?: string) => boards.leaderboard(sweep.id, { where: filter, by: 'trial' });
  const trials = rows(where).map((row) => row.trials[0]!);
  const why = trials.length > 0 ? [] : whyNone(where, boards.columns(sweep.id), rows);
  const none = [`No trial of ${sweep.name} matches ${where}: nothing was changed.`, ...why].join('\n');
  return { sweep, trials: trials.sort((a, b) => a - b), none };
}

/** `the sweep cnn`, `trial 12 of cnn`, `3 trials of cnn (1,4,7)`. */
export function targetWords({ sweep, trials }: Targets): string {
  if (!trials) return `the sweep ${sweep.name}`;
  if (trials.length === 1) return `trial ${trials[0]} of ${sweep.name}`;
  return `${plural(trials.length, 'trial')} of ${sweep.name} (${trialNumbers(trials)})`;
}

/** What a change is stored under: one for each trial, or the sweep. */
export function storedTargets({ sweep, trials }: Targets): readonly Target[] {
  const sweepId = sweep.id;
  return trials ? trials.map((trial) => ({ sweepId, trial })) : [{ sweepId }];
}

export function targetJson({ sweep, trials }: Targets) {
  return { sweep: sweep.id, name: sweep.name, ...(trials ? { trials } : {}) };
}
