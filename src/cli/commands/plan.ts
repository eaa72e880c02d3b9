import { availableParallelism } from 'node:os';
import { toWire } from '../../errors.ts';
import { countDone, hasDatabase } from '../../store/index.ts';
import { estimateEpochMs, estimateTotalMs } from '../../sweep/estimate.ts';
import { sweepIdentity } from '../../sweep/identity.ts';
import { planSweep, type SweepPlan } from '../../sweep/plan.ts';
import { type RankedOn, rankedOn, selectionOf, selectionWarnings } from '../../sweepfile/selection.ts';
import type { MetricName, Spec } from '../../sweepfile/spec.ts';
import { varyingColumns } from '../../trial/varying.ts';
import type { Context } from '../context.ts';
import { type DataAtHand, dataAtHand } from '../dataAtHand.ts';
import { reading } from '../database.ts';
import { EXIT } from '../failure.ts';
import { describePlan } from '../format/plan.ts';
import { memoryBudget } from '../memory/budget.ts';
import { memoryWarnings } from '../memory/warnings.ts';
import { capWarnings, impossibleProblems } from '../planProblems.ts';
import { requireSplit } from '../requireSplit.ts';
import { splitSizes } from '../splitSizes.ts';
import { describeMore, describeProblems, loadSpec, type SpecArguments } from '../sweepFiles.ts';

export interface PlanSummary {
  readonly method: string;
  readonly metric: MetricName;
  /** The images that the metric is measured on. */
  readonly rankedOn: RankedOn;
  readonly dataset: Pick<DataAtHand, 'name' | 'input' | 'trainCount' | 'testCount'>;
  readonly configurations: number;
  readonly cells: number | null;
  readonly collapsed: number;
  readonly trials: number;
  readonly alreadyDone: number;
  readonly toRun: number;
  /** Epochs that are to be trained. */
  readonly epochs: number;
  readonly estimateMs: number;
  readonly workers: number;
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
  const warnings = [...parsed.warnings];
  let data: DataAtHand;
  try {
    data = await dataAtHand(spec);
    requireSplit(spec, data);
    if (data.assumed) warnings.push({ path: 'dataset', ...data.assumed, severity: 'warning' });
  } catch (error) {
    if (!context.json) throw error;
    context.printJson({ valid: false, errors: [asProblem('dataset', error)], warnings });
    return EXIT.wrong;
  }
  const planned = planSweep(spec, data.input);
  const errors = impossibleProblems(parsed, planned);
  const capped = capWarnings(parsed, planned);
  const tooLarge = memoryWarnings(planned.configurations, memoryBudget(spec.engine, data.input));
  const summary = await summarize(spec, data, planned, options.workers, context);
  const valid = errors.length === 0;
  if (context.json)
    context.printJson({
      valid,
      errors,
      warnings: [...warnings, ...selectionAsProblems(spec), ...capped, ...tooLarge],
      ...summary,
    });
  else {
    const text = describeMore([...warnings, ...errors, ...capped, ...tooLarge], loaded, context);
    if (text) context.note(text);
    if (data.assumed) {
      context.note(`${context.chalk.yellow('warning')}: ${data.assumed.message}`);
      context.note(`  ${context.chalk.dim(`→ ${data.assumed.hint}`)}`);
    }
    const columns = varyingColumns(planned.configurations.map(({ configuration }) => configuration));
    if (valid) context.print(describePlan(context.chalk, spec, planned, summary, columns));
  }
  return valid ? EXIT.done : EXIT.wrong;
}

/** What a person reads above the plan. */
function selectionAsProblems(spec: Spec) {
  const selection = selectionOf(spec);
  const path = rankedOn(selection) === 'training' ? 'metric' : 'validation';
  return selectionWarnings(selection).map((message) => ({ path, message, severity: 'warning' }));
}

function asProblem(path: string, error: unknown) {
  const { message, hint } = toWire(error);
  return { path, message, hint, severity: 'error' };
}

async function summarize(
  spec: Spec,
  data: DataAtHand,
  planned: SweepPlan,
  wantedWorkers: number | undefined,
  context: Context,
): Promise<PlanSummary> {
  const { configurations, cells, collapsed } = planned;
  const { name, input, trainCount, testCount } = data;
  const done = await doneTrials(spec, data, planned, context);
  const sizes = splitSizes(spec.validation, trainCount, testCount);
  const workers = wantedWorkers ?? spec.workers ?? availableParallelism();
  const trialsMs: number[] = [];
  let toRun = 0;
  let openEpochs = 0;
  for (const [index, each] of configurations.entries()) {
    const open = Math.max(0, spec.replicates - (done[index] ?? 0));
    const epochs = Number(each.configuration.parameters.epochs);
    const trialMs = epochs * estimateEpochMs(each, sizes.training, sizes.validation);
    toRun += open;
    openEpochs += open * epochs;
    // Replicates of very many configurations are one after another: nothing else is worth their memory.
    if (configurations.length > MOST_LISTED) trialsMs.push(open * trialMs);
    else for (let replicate = 0; replicate < open; replicate++) trialsMs.push(trialMs);
  }
  const trials = configurations.length * spec.replicates;
  return {
    method: spec.method,
    metric: spec.metric.name,
    rankedOn: rankedOn(selectionOf(spec)),
    dataset: { name, input, trainCount, testCount },
    configurations: configurations.length,
    cells: cells ?? null,
    collapsed,
    trials,
    alreadyDone: trials - toRun,
    toRun,
    epochs: openEpochs,
    estimateMs: toRun === 0 ? 0 : Math.round(estimateTotalMs(trialsMs, workers)),
    workers,
  };
}

/** Finished trials of each configuration, in the database's sweep that `run` would go on with. */
async function doneTrials(
  spec: Spec,
  data: DataAtHand,
  { configurations }: SweepPlan,
  context: Context,
): Promise<number[]> {
  if (!hasDatabase(context.database)) return [];
  const fingerprint = await data.fingerprint();
  if (!fingerprint) return [];
  const identity = sweepIdentity(spec, fingerprint);
  return reading(context, (db) =>
    countDone(
      db,
      identity,
      configurations.map(({ configuration }) => configuration),
      spec.replicates,
    ),
  );
}
