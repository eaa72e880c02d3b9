import { availableParallelism } from 'node:os';
import { toWire } from '../../errors.ts';
import { isKnownBeforehand, isOpenEnded, mostTrials } from '../../sampler/proposeAll.ts';
import { countAllDone, countDone, type Database, hasDatabase, stateCourses } from '../../store/index.ts';
import { replicateSeeds, sweepIdentity } from '../../sweep/identity.ts';
import { sharedSteps } from '../../sweep/planShares.ts';
import { planSweep, type SweepPlan } from '../../sweep/planSweep.ts';
import type { Spec } from '../../sweepfile/spec.ts';
import type { Description, Facts } from '../../trainable/trainable.ts';
import { spreadMs } from '../../trial/timeLeft.ts';
import { varyingParameters } from '../../trial/varying.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import { EXIT } from '../failure.ts';
import { describePlan } from '../format/planText.ts';
import { learntBeforehand } from '../learntBeforehand.ts';
import { capWarnings, impossibleProblems } from '../planProblems.ts';
import { describeMore, describeProblems, loadSpec, type SpecArguments } from '../sweepFiles.ts';
import type { Announcement, WorkloadSurvey } from '../workloads/announced.ts';
import { WORKLOADS } from '../workloads/index.ts';

/** What is null is not known beforehand, or has no end. */
export interface PlanSummary {
  readonly trainable: string;
  readonly method: string;
  readonly metric: string;
  /** The images that the metric is measured on. */
  readonly rankedOn: Announcement['json']['rankedOn'];
  readonly dataset: Announcement['json']['dataset'];
  readonly configurations: number | null;
  readonly cells: number | null;
  readonly collapsed: number;
  readonly trials: number | null;
  readonly alreadyDone: number | null;
  readonly toRun: number | null;
  /** Steps, for the networks epochs, that are to be done. */
  readonly epochs: number | null;
  /** Those of them that no other trial does, too. */
  readonly epochsToTrain: number | null;
  readonly estimateMs: number | null;
  readonly workers: number;
  /** What is learnt from earlier sweeps, a sentence for each; absent where the spec names none. */
  readonly learns?: readonly string[];
}

/** Configurations up to which each trial's duration is estimated by itself. */
const MOST_LISTED = 20_000;

/** Says what `run` would do, and trains nothing. */
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
  const found = [...capWarnings(parsed, planned), ...survey.warnings(planned.configurations)];
  const typical = typicalOf(spec, survey, planned);
  const summary = await summarize(spec, survey, planned, typical, options.workers, context);
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

async function summarize(
  spec: Spec,
  survey: WorkloadSurvey,
  planned: SweepPlan,
  typical: readonly Description[],
  wantedWorkers: number | undefined,
  context: Context,
): Promise<PlanSummary> {
  const { cells, collapsed, configurations } = planned;
  const { rankedOn, dataset } = survey.json;
  return {
    trainable: spec.setup.kind,
    method: spec.method,
    metric: spec.metric.name,
    rankedOn,
    dataset,
    configurations: isKnownBeforehand(spec) ? configurations.length : (spec.runCap ?? null),
    cells: cells ?? null,
    collapsed,
    ...(await measure(
      spec,
      survey,
      planned,
      typical,
      wantedWorkers ?? spec.workers ?? availableParallelism(),
      context,
    )),
    ...(await learntBeforehand(spec, survey, context)),
  };
}

type Measured = Pick<
  PlanSummary,
  'trials' | 'alreadyDone' | 'toRun' | 'epochs' | 'epochsToTrain' | 'estimateMs' | 'workers'
>;

async function measure(
  spec: Spec,
  survey: WorkloadSurvey,
  planned: SweepPlan,
  typical: readonly Description[],
  workers: number,
  context: Context,
): Promise<Measured> {
  if (isOpenEnded(spec))
    return {
      trials: null,
      alreadyDone: null,
      toRun: null,
      epochs: null,
      epochsToTrain: null,
      estimateMs: null,
      workers,
    };
  if (!isKnownBeforehand(spec)) return measureDrawn(spec, survey, typical, workers, context);
  const { configurations } = planned;
  const done =
    (await inItsSweep(spec, survey, context, (db, identity) =>
      countDone(
        db,
        identity,
        configurations.map(({ configuration }) => configuration),
        spec.replicates,
      ),
    )) ?? [];
  const shared = await sharedOf(spec, survey, planned, done, context);
  const trialsMs: number[] = [];
  let toRun = 0;
  let openSteps = 0;
  let stepsToTrain = 0;
  for (const [index, { facts }] of configurations.entries()) {
    const open = Math.max(0, spec.replicates - (done[index] ?? 0));
    const { plannedSteps = Number.NaN, stepMs = Number.NaN } = facts;
    const ownSteps = plannedSteps - (shared[index] ?? 0);
    const trialMs = ownSteps * stepMs;
    stepsToTrain += open === 0 ? 0 : open * ownSteps;
    toRun += open;
    openSteps += open === 0 ? 0 : open * plannedSteps;
    // Replicates of very many configurations are one after another: nothing else is worth their memory.
    if (configurations.length > MOST_LISTED) trialsMs.push(open * trialMs);
    else for (let replicate = 0; replicate < open; replicate++) trialsMs.push(trialMs);
  }
  const trials = configurations.length * spec.replicates;
  const isKnown = trialsMs.every(Number.isFinite);
  return {
    trials,
    alreadyDone: trials - toRun,
    toRun,
    epochs: Number.isFinite(openSteps) ? openSteps : null,
    epochsToTrain: Number.isFinite(stepsToTrain) ? stepsToTrain : null,
    estimateMs: isKnown ? Math.round(spreadMs(trialsMs, workers)) : null,
    workers,
  };
}

/** Configurations that are drawn to find out what those that a search will propose are going to take. */
const DRAWN = 64;

/** Those that are tried, or others like them where that is not known beforehand. */
function typicalOf(
  spec: Spec,
  survey: WorkloadSurvey,
  { configurations }: SweepPlan,
): readonly Description[] {
  if (isKnownBeforehand(spec)) return configurations;
  return planSweep({ ...spec, method: 'random', runCap: DRAWN }, survey).configurations;
}

/** What a search comes to that proposes as it learns: as many trials as it may have, each as long as a mean draw. */
async function measureDrawn(
  spec: Spec,
  survey: WorkloadSurvey,
  drawn: readonly Description[],
  workers: number,
  context: Context,
): Promise<Measured> {
  const mean = (value: (facts: Facts) => number): number =>
    drawn.reduce((sum, { facts }) => sum + value(facts), 0) / drawn.length;
  const trials = mostTrials(spec, 0);
  const done = await inItsSweep(spec, survey, context, (db, identity) =>
    countAllDone(db, identity, spec.replicates),
  );
  const alreadyDone = Math.min(done ?? 0, trials);
  const toRun = trials - alreadyDone;
  const steps = mean(({ plannedSteps = Number.NaN }) => plannedSteps);
  const openSteps = Number.isFinite(steps) ? Math.round(toRun * steps) : null;
  const trialMs = mean(({ plannedSteps = Number.NaN, stepMs = Number.NaN }) => plannedSteps * stepMs);
  return {
    trials,
    alreadyDone,
    toRun,
    epochs: openSteps,
    epochsToTrain: openSteps,
    estimateMs: Number.isFinite(trialMs)
      ? Math.round((toRun * trialMs) / Math.max(1, Math.min(workers, toRun)))
      : null,
    workers,
  };
}

/** How many first steps of each configuration's trials need not be done, as another one does them or has done them. */
async function sharedOf(
  spec: Spec,
  survey: WorkloadSurvey,
  { configurations }: SweepPlan,
  done: readonly number[],
  context: Context,
): Promise<readonly number[]> {
  const courses = (await inItsSweep(spec, survey, context, stateCourses)) ?? [];
  const reckoning = await survey.reckoning?.(courses.length > 0);
  if (!reckoning) return [];
  const seeds = replicateSeeds(spec);
  const toRun = configurations.map(({ configuration }, index) => ({
    configuration,
    seeds: seeds.slice(done[index] ?? 0),
  }));
  return sharedSteps(toRun, reckoning, courses);
}

/** What the database says of the sweep that `run` would go on with; undefined where there is none to ask. */
async function inItsSweep<T>(
  spec: Spec,
  survey: WorkloadSurvey,
  context: Context,
  ask: (db: Database, identity: string) => T,
): Promise<T | undefined> {
  if (!hasDatabase(context.database)) return undefined;
  const workload = await survey.identity();
  if (!workload) return undefined;
  const identity = sweepIdentity(spec, workload);
  return reading(context, (db) => ask(db, identity));
}
