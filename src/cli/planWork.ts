import { SweepError } from '../errors.ts';
import { fitsSpace } from '../sampler/fitsSpace.ts';
import { isKnownBeforehand, isOpenEnded, mostTrials } from '../sampler/proposeAll.ts';
import { countDone, type Database, type Done, doneOf, stateCourses } from '../store/index.ts';
import { replicateSeeds } from '../sweep/identity.ts';
import { longerOnes } from '../sweep/longerOnes.ts';
import { sharedSteps } from '../sweep/planShares.ts';
import { Described } from '../sweep/planSweep.ts';
import type { Spec } from '../sweepfile/spec.ts';
import type { Facts } from '../trainable/trainable.ts';
import type { Timed } from '../workload/timing/timing.ts';
import type { PlanSummary } from './commands/plan.ts';
import {
  type Estimate,
  type EstimateBasis,
  estimateDrawn,
  estimateOf,
  NO_ESTIMATE,
  type Open,
} from './planEstimate.ts';
import { timed } from './timing.ts';
import type { WorkloadSurvey } from './workloads/announced.ts';

/** The data that a plan is computed from, in addition to its configurations. */
export interface PlanBasis extends EstimateBasis {
  readonly survey: WorkloadSurvey;
  /** The configurations that are planned, or others like them if they are not known beforehand. */
  readonly typical: readonly Timed[];
  /** Asks the database about the sweep that `run` would go on with; undefined if there is no such sweep. */
  done<T>(ask: (db: Database, identity: string) => T): T | undefined;
}

/** The size of what is to be run, and its estimated time. */
export type Measured = Estimate &
  Pick<
    PlanSummary,
    'trials' | 'alreadyDone' | 'toRun' | 'epochs' | 'epochsToTrain' | 'mayShareEpochs' | 'workers'
  >;

/** The size of a search, and its estimated time. */
export async function measure(basis: PlanBasis): Promise<Measured> {
  const { spec, typical: planned, workers } = basis;
  if (isOpenEnded(spec)) {
    const none = { trials: null, alreadyDone: null, toRun: null, epochs: null, epochsToTrain: null };
    return { ...none, ...NO_ESTIMATE, mayShareEpochs: false, workers };
  }
  if (!isKnownBeforehand(spec)) return measureDrawn(basis);
  const done = basis.done((db, identity) =>
    countDone(
      db,
      identity,
      planned.map(({ configuration }) => configuration),
      spec.replicates,
    ),
  );
  const shared = await sharedOf(basis, planned, done ?? []);
  const open = planned.map((description, index) => ({
    description,
    shared: shared[index] ?? 0,
    trials: Math.max(0, spec.replicates - (done?.[index] ?? 0)),
  }));
  const toRun = open.reduce((sum, each) => sum + each.trials, 0);
  const steps = (of: (facts: Facts, shared: number) => number): number =>
    open.reduce(
      (sum, { description, shared, trials }) =>
        sum + (trials === 0 ? 0 : trials * of(description.facts, shared)),
      0,
    );
  const trials = planned.length * spec.replicates;
  return {
    trials,
    alreadyDone: trials - toRun,
    toRun,
    ...stepsOf(
      steps((facts) => facts.plannedSteps ?? Number.NaN),
      steps((facts, shared) => (facts.plannedSteps ?? Number.NaN) - shared),
    ),
    ...estimateOf(
      basis,
      open.filter((each) => each.trials > 0),
    ),
    mayShareEpochs: false,
    workers,
  };
}

function stepsOf(steps: number, own: number): Pick<PlanSummary, 'epochs' | 'epochsToTrain'> {
  const known = (value: number) => (Number.isFinite(value) ? Math.round(value) : null);
  return { epochs: known(steps), epochsToTrain: known(own) };
}

/** The size of a search that proposes as it learns: its most trials, each like one of the draws. */
async function measureDrawn(basis: PlanBasis): Promise<Measured> {
  const { spec, typical: drawn, workers } = basis;
  const trials = mostTrials(spec, 0);
  const before = basis.done((db, identity) => doneOf(db, identity, { to: spec.replicates })) ?? [];
  const alreadyDone = Math.min(sumOfDone(spec, before), trials);
  const toRun = trials - alreadyDone;
  const longer = await longerOf(basis, before);
  const trainedBefore = longer.reduce((sum, { shared, trials: each }) => sum + each * shared, 0);
  const mayShareEpochs = toRun > 1 && (await doShare(basis));
  const estimate = estimateDrawn(basis, drawn, toRun, longer);
  const steps = drawn.reduce((sum, { facts }) => sum + (facts.plannedSteps ?? Number.NaN), 0) / drawn.length;
  return {
    trials,
    alreadyDone,
    toRun,
    ...stepsOf(toRun * steps, toRun * steps - trainedBefore),
    ...estimate,
    estimateIsMost: estimate.estimateIsMost || (mayShareEpochs && estimate.estimateMs !== null),
    mayShareEpochs,
    workers,
  };
}

/** Whether configurations like those of a search do first steps for one another. */
async function doShare({ spec, survey, typical }: PlanBasis): Promise<boolean> {
  const reckoning = await survey.reckoning?.(false);
  if (!reckoning) return false;
  const drawn = typical.map(({ configuration }) => ({ configuration, seeds: [spec.seed] }));
  return sharedSteps(drawn, reckoning, []).some((steps) => steps > 0);
}

/** Number of finished trials whose configurations the space of an edited spec still contains. */
export function sumOfDone(spec: Spec, before: readonly Done[]): number {
  return before.reduce(
    (sum, { configuration, done }) => sum + (done > 0 && fitsSpace(spec, configuration) ? done : 0),
    0,
  );
}

/** Configurations that go on from the ends of those that an edited spec no longer holds. */
async function longerOf(basis: PlanBasis, before: readonly Done[]): Promise<Open[]> {
  const { spec, survey, timing } = basis;
  const tried = before.map(({ configuration }) => configuration);
  if (tried.every((configuration) => fitsSpace(spec, configuration))) return [];
  const reckoning = await survey.reckoning?.(true);
  if (!reckoning) return [];
  const longer = longerOnes(spec, { reckoning }, tried).flatMap((configuration) => {
    const description = survey.describe(configuration);
    return description instanceof SweepError ? [] : [new Described(configuration, description)];
  });
  const descriptions = timed(longer, timing);
  const shared = await sharedOf(basis, descriptions, []);
  return descriptions.map((description, index) => ({
    description,
    shared: shared[index] ?? 0,
    trials: spec.replicates,
  }));
}

/**
 * Number of first steps of each configuration's trials that need not be done, because another trial does them
 * or has done them.
 */
async function sharedOf(
  basis: PlanBasis,
  configurations: readonly Timed[],
  done: readonly number[],
): Promise<readonly number[]> {
  const { spec, survey } = basis;
  const courses = basis.done(stateCourses) ?? [];
  const reckoning = await survey.reckoning?.(courses.length > 0);
  if (!reckoning) return [];
  const seeds = replicateSeeds(spec);
  const after = seeds.map((_, index) => seeds.slice(index));
  const toRun = configurations.map(({ configuration }, index) => ({
    configuration,
    seeds: after[done[index] ?? 0] ?? [],
  }));
  return sharedSteps(toRun, reckoning, courses);
}
