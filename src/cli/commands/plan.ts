import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { FASHION_MNIST } from '../../data/fashionMnist.ts';
import { locate } from '../../data/locate.ts';
import { readDataset } from '../../data/read.ts';
import { syntheticDataset } from '../../data/synthetic.ts';
import type { Spec } from '../../spec/spec.ts';
import { countDone } from '../../store/index.ts';
import { estimateEpochMs, estimateTotalMs } from '../../sweep/estimate.ts';
import { sweepIdentity } from '../../sweep/identity.ts';
import { planSweep, type SweepPlan } from '../../sweep/plan.ts';
import { varyingColumns } from '../../trial/varying.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import { EXIT } from '../failure.ts';
import { describePlan } from '../format/plan.ts';
import { splitSizes } from '../splitSizes.ts';
import { surroundings } from '../surroundings.ts';
import { describeProblems, loadSpec, type SpecArguments } from '../sweepFiles.ts';

/** Of Fashion-MNIST and of its stand-in. */
const TRAIN_COUNT = 60_000;
const TEST_COUNT = 10_000;
const FASHION_MNIST_INPUT = { shape: [28, 28, 1], classes: 10 } as const;

export interface PlanSummary {
  readonly method: string;
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

/** Says what `run` would do, and trains nothing. */
export async function plan(
  options: SpecArguments & { workers?: number | undefined },
  context: Context,
): Promise<number> {
  const loaded = loadSpec(options);
  const { parsed } = loaded;
  if (!parsed.ok) {
    if (context.json) context.printJson({ valid: false, errors: parsed.problems, warnings: parsed.warnings });
    else context.note(describeProblems(loaded, context));
    return EXIT.wrong;
  }
  const { spec, warnings } = parsed;
  const planned = planSweep(spec, FASHION_MNIST_INPUT);
  const errors = impossibleAsProblems(planned);
  const summary = await summarize(spec, planned, options.workers, context);
  const valid = errors.length === 0;
  if (context.json) context.printJson({ valid, errors, warnings, ...summary });
  else {
    const text = describeProblems(loaded, context);
    if (text) context.note(text);
    for (const { message, hint } of errors)
      context.note(`${context.chalk.red('error')}: ${message} ${hint ?? ''}`);
    const columns = varyingColumns(planned.configurations.map(({ configuration }) => configuration));
    if (valid) context.print(describePlan(context.chalk, spec, planned, summary, columns));
  }
  return valid ? EXIT.done : EXIT.wrong;
}

function impossibleAsProblems({ impossible }: SweepPlan) {
  const messages = new Map(impossible.map(({ error }) => [error.message, error]));
  return [...messages.values()].map(({ message, hint }) => ({
    path: 'parameters',
    message,
    hint,
    severity: 'error',
  }));
}

async function summarize(
  spec: Spec,
  planned: SweepPlan,
  wantedWorkers: number | undefined,
  context: Context,
): Promise<PlanSummary> {
  const { configurations, cells, collapsed } = planned;
  const done = await doneTrials(spec, planned, context);
  const sizes = splitSizes(spec.validation, TRAIN_COUNT, TEST_COUNT);
  const workers = wantedWorkers ?? spec.workers ?? availableParallelism();
  const open = configurations.flatMap((each, index) =>
    Array.from({ length: Math.max(0, spec.replicates - (done[index] ?? 0)) }, () => each),
  );
  const epochsOf = ({ configuration }: (typeof open)[number]) => Number(configuration.parameters.epochs);
  const trialMs = open.map(
    (each) => epochsOf(each) * estimateEpochMs(each, sizes.training, sizes.validation),
  );
  const trials = configurations.length * spec.replicates;
  return {
    method: spec.method,
    configurations: configurations.length,
    cells: cells ?? null,
    collapsed,
    trials,
    alreadyDone: trials - open.length,
    toRun: open.length,
    epochs: open.reduce((sum, each) => sum + epochsOf(each), 0),
    estimateMs: open.length === 0 ? 0 : Math.round(estimateTotalMs(trialMs, workers)),
    workers,
  };
}

/** Finished trials of each configuration, in the database's sweep that `run` would go on with. */
async function doneTrials(spec: Spec, { configurations }: SweepPlan, context: Context): Promise<number[]> {
  if (!existsSync(context.database)) return [];
  const fingerprint = await fingerprintAtHand(spec);
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

/** The fingerprint of the dataset that `run` would use, without downloading anything. */
async function fingerprintAtHand(spec: Spec): Promise<string | undefined> {
  const place = spec.dataset.name === 'synthetic' ? undefined : await locate(FASHION_MNIST, surroundings());
  if (place) return (await readDataset(place.path, FASHION_MNIST)).fingerprint;
  const synthetic = spec.dataset.name === 'synthetic' || spec.dataset.offline === 'synthetic';
  return synthetic ? syntheticDataset().fingerprint : undefined;
}
