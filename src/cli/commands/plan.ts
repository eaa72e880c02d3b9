import { availableParallelism } from 'node:os';
import { toWire } from '../../errors.ts';
import { isKnownBeforehand, isOpenEnded, mostTrials } from '../../sampler/proposeAll.ts';
import {
  countAllDone,
  countDone,
  countFinalsDone,
  type Database,
  hasDatabase,
  type PlannedConfiguration,
  stateCourses,
} from '../../store/index.ts';
import { replicateSeeds, sweepIdentity } from '../../sweep/identity.ts';
import { sharedSteps } from '../../sweep/planShares.ts';
import { planSweep, type SweepPlan } from '../../sweep/planSweep.ts';
import type { Spec } from '../../sweepfile/spec.ts';
import type { Facts } from '../../trainable/trainable.ts';
import { varyingParameters } from '../../trial/varying.ts';
import type { Timed } from '../../workload/timing/timing.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import { EXIT } from '../failure.ts';
import { describePlan } from '../format/planText.ts';
import { learntBeforehand } from '../learntBeforehand.ts';
import { planAdvice } from '../planAdvice.ts';
import {
  type Estimate,
  type EstimateBasis,
  estimateDrawn,
  estimateOf,
  NO_ESTIMATE,
} from '../planEstimate.ts';
import { withFinals } from '../planFinals.ts';
import { capWarnings, impossibleProblems } from '../planProblems.ts';
import { describeMore, describeProblems, loadSpec, type SpecArguments } from '../sweepFiles.ts';
import { measuredIn, timed, timingOf } from '../timing.ts';
import type { Announcement, WorkloadSurvey } from '../workloads/announced.ts';
import { WORKLOADS } from '../workloads/index.ts';

/** Null means that a value is not known beforehand, or has no end. */
export interface PlanSummary extends Estimate {
  readonly trainable: string;
  readonly method: string;
  readonly metric: string;
  /** The images that the metric is measured on. */
  readonly rankedOn: Announcement['json']['rankedOn'];
  readonly dataset: Announcement['json']['dataset'];
  readonly configurations: number | null;
  readonly cells: number | null;
  readonly collapsed: number;
  /** Trials of the search; the numbers of done trials and of those to run count the finals, too. */
  readonly trials: number | null;
  /** Number of finals that follow the search, with further seeds of its best configurations. */
  readonly finalTrials: number;
  readonly alreadyDone: number | null;
  readonly toRun: number | null;
  /** Steps, for the networks epochs, that are to be done. */
  readonly epochs: number | null;
  /** Those of these steps that no other trial does. */
  readonly epochsToTrain: number | null;
  readonly workers: number;
  /** Results of earlier sweeps to learn from, one sentence each; absent if the spec names none. */
  readonly learns?: readonly string[];
}

/** Prints what `run` would do, and trains nothing. */
export async function plan(
  options: SpecArguments & { workers?: number | undefined },
  context: Context,
): Promise<number> {
  const loaded = await loadSpec(options);
  const { parsed } = loaded;
  if (!parsed.ok) {
    if (context.json) context.printJson({ valid: false, errors: parsed.problems, warnings: parsed.warnings });
    else context.note(describeProblems(loaded, context));
    return EXIT.wrong;
  }
  const { spec } = parsed;
  const workloads = WORKLOADS[spec.setup.kind];
  let survey: WorkloadSurvey;
  try {
    survey = await workloads.survey(spec, context);
  } catch (error) {
    if (!context.json) throw error;
    context.printJson({ valid: false, errors: [asProblem(workloads.key, error)], warnings: parsed.warnings });
    return EXIT.wrong;
  }
  const planned = planSweep(spec, survey);
  const errors = impossibleProblems(parsed, planned);
  const assumed = survey.assumed ? [survey.assumed] : [];
  const workers = options.workers ?? spec.workers ?? availableParallelism();
  const basis = await planBasis(spec, survey, typicalOf(spec, survey, planned), workers, context);
  const { typical } = basis;
  const found = [
    ...capWarnings(parsed, planned),
    ...planAdvice(parsed, planned, workers),
    ...survey.warnings(planned.configurations),
  ];
  const summary = await summarize(basis, planned, context);
  const valid = errors.length === 0;
  if (context.json)
    context.printJson({
      valid,
      errors,
      warnings: [...parsed.warnings, ...assumed, ...survey.cautions, ...found],
      ...summary,
    });
  else {
    const text = describeMore([...parsed.warnings, ...assumed, ...errors, ...found], loaded, context);
    if (text) context.note(text);
    const varying = varyingParameters(planned.configurations.map(({ configuration }) => configuration));
    if (valid)
      context.print(describePlan(context.chalk, { spec, survey, planned, typical, summary, varying }));
  }
  return valid ? EXIT.done : EXIT.wrong;
}

function asProblem(path: string, error: unknown) {
  const { message, hint } = toWire(error);
  return { path, message, hint, severity: 'error' };
}

/** The data that a plan is computed from, in addition to its configurations. */
interface PlanBasis extends EstimateBasis {
  readonly survey: WorkloadSurvey;
  readonly typical: readonly Timed[];
  /** Asks the database about the sweep that `run` would go on with; undefined if there is no such sweep. */
  done<T>(ask: (db: Database, identity: string) => T): T | undefined;
}

async function planBasis(
  spec: Spec,
  survey: WorkloadSurvey,
  typical: readonly PlannedConfiguration[],
  workers: number,
  context: Context,
): Promise<PlanBasis> {
  const isThere = hasDatabase(context.database);
  const measured = isThere ? reading(context, (db) => measuredIn(db, spec.setup.kind)) : [];
  const configurations = typical.map(({ configuration }) => configuration);
  const timing = await timingOf(survey, {
    typical: configurations,
    workers,
    measured,
    onCalibrate: () => context.interactive && context.note('Measuring this machine: a few seconds, once.'),
  });
  const identified = isThere ? await survey.identity() : undefined;
  const identity = identified && sweepIdentity(spec, identified);
  return {
    spec,
    survey,
    timing,
    measured,
    identity,
    workers,
    typical: timed(typical, timing),
    done: (ask) => (identity === undefined ? undefined : reading(context, (db) => ask(db, identity))),
  };
}

async function summarize(basis: PlanBasis, planned: SweepPlan, context: Context): Promise<PlanSummary> {
  const { spec, survey, timing, typical } = basis;
  const { cells, collapsed, configurations } = planned;
  const { rankedOn, dataset } = survey.json;
  const search = await measure(basis, timed(configurations, timing), typical);
  const { finals, replicates: from } = spec;
  const finalsDone =
    finals && basis.done((db, identity) => countFinalsDone(db, identity, { from, to: from + finals.seeds }));
  return {
    trainable: spec.setup.kind,
    method: spec.method,
    metric: spec.metric.name,
    rankedOn,
    dataset,
    configurations: isKnownBeforehand(spec) ? configurations.length : (spec.runCap ?? null),
    cells: cells ?? null,
    collapsed,
    ...withFinals(spec, typical, search, finalsDone ?? 0),
    ...(await learntBeforehand(spec, survey, context)),
  };
}

type Measured = Estimate &
  Pick<PlanSummary, 'trials' | 'alreadyDone' | 'toRun' | 'epochs' | 'epochsToTrain' | 'workers'>;

async function measure(
  basis: PlanBasis,
  planned: readonly Timed[],
  typical: readonly Timed[],
): Promise<Measured> {
  const { spec, workers } = basis;
  if (isOpenEnded(spec)) {
    const none = { trials: null, alreadyDone: null, toRun: null, epochs: null, epochsToTrain: null };
    return { ...none, ...NO_ESTIMATE, workers };
  }
  if (!isKnownBeforehand(spec)) return measureDrawn(basis, typical);
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
    workers,
  };
}

function stepsOf(steps: number, own: number): Pick<PlanSummary, 'epochs' | 'epochsToTrain'> {
  const known = (value: number) => (Number.isFinite(value) ? Math.round(value) : null);
  return { epochs: known(steps), epochsToTrain: known(own) };
}

/** Number of configurations that are drawn to estimate how long a search's own will take. */
const DRAWN = 64;

/** The configurations to be tried, or others like them if they are not known beforehand. */
function typicalOf(
  spec: Spec,
  survey: WorkloadSurvey,
  { configurations }: SweepPlan,
): readonly PlannedConfiguration[] {
  if (isKnownBeforehand(spec)) return configurations;
  return planSweep({ ...spec, method: 'random', runCap: DRAWN }, survey).configurations;
}

/** The size of a search that proposes as it learns: its most trials, each like one of the draws. */
function measureDrawn(basis: PlanBasis, drawn: readonly Timed[]): Measured {
  const { spec, workers } = basis;
  const trials = mostTrials(spec, 0);
  const done = basis.done((db, identity) => countAllDone(db, identity, spec.replicates));
  const alreadyDone = Math.min(done ?? 0, trials);
  const toRun = trials - alreadyDone;
  const steps = drawn.reduce((sum, { facts }) => sum + (facts.plannedSteps ?? Number.NaN), 0) / drawn.length;
  return {
    trials,
    alreadyDone,
    toRun,
    ...stepsOf(toRun * steps, toRun * steps),
    ...estimateDrawn(basis, drawn, toRun),
    workers,
  };
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
  const toRun = configurations.map(({ configuration }, index) => ({
    configuration,
    seeds: seeds.slice(done[index] ?? 0),
  }));
  return sharedSteps(toRun, reckoning, courses);
}
