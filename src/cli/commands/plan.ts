import { availableParallelism } from 'node:os';
import { toWire } from '../../errors.ts';
import { isKnownBeforehand, mostDrawn } from '../../sampler/proposeAll.ts';
import { doneOf, hasDatabase, type PlannedConfiguration } from '../../store/index.ts';
import { sweepIdentity } from '../../sweep/identity.ts';
import { planSweep, type SweepPlan } from '../../sweep/planSweep.ts';
import type { Spec } from '../../sweepfile/spec.ts';
import { varyingParameters } from '../../trial/varying.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import { EXIT } from '../failure.ts';
import { describePlan } from '../format/planText.ts';
import { learntBeforehand } from '../learntBeforehand.ts';
import { planAdvice } from '../planAdvice.ts';
import type { Estimate } from '../planEstimate.ts';
import { withFinals } from '../planFinals.ts';
import { capWarnings, impossibleProblems } from '../planProblems.ts';
import { measure, type PlanBasis, sumOfDone } from '../planWork.ts';
import { describeMore, describeProblems, loadSpec, type SpecArguments } from '../sweepFiles.ts';
import { measuredIn, timed, timingOf } from '../timing.ts';
import { typicalOf } from '../typical.ts';
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
  /**
   * Whether trials of a search that learns may share epochs besides: how many depends on what it will try, and
   * `epochsToTrain` counts none of them.
   */
  readonly mayShareEpochs: boolean;
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
    if (valid) context.print(describePlan(context, { spec, survey, planned, typical, summary, varying }));
  }
  return valid ? EXIT.done : EXIT.wrong;
}

function asProblem(path: string, error: unknown) {
  const { message, hint } = toWire(error);
  return { path, message, hint, severity: 'error' };
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
  const { spec, survey, typical } = basis;
  const { cells, collapsed, configurations } = planned;
  const { rankedOn, dataset } = survey.json;
  const search = await measure(basis);
  const { finals, replicates: from } = spec;
  const finalsDone =
    finals && basis.done((db, identity) => doneOf(db, identity, { from, to: from + finals.seeds }));
  return {
    trainable: spec.setup.kind,
    method: spec.method,
    metric: spec.metric.name,
    rankedOn,
    dataset,
    configurations: isKnownBeforehand(spec)
      ? configurations.length
      : spec.runCap === undefined
        ? null
        : mostDrawn(spec),
    cells: cells ?? null,
    collapsed,
    ...withFinals(spec, typical, search, sumOfDone(spec, finalsDone ?? [])),
    ...(await learntBeforehand(spec, survey, context)),
  };
}
