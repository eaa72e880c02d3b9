import { availableParallelism, homedir } from 'node:os';
import { SweepError } from '../errors.ts';
import { InlineExecutor } from '../executor/inline.ts';
import { mostTrials } from '../sampler/proposeAll.ts';
import {
  checkDatabase,
  createSweepStore,
  type Database,
  type LeaderboardRow,
  leaderboard,
  openDatabase,
  SHORT_BUSY_TIMEOUT_MS,
} from '../store/index.ts';
import { BrokenRun } from '../sweep/brokenRun.ts';
import type { SweepCounts, SweepEvent } from '../sweep/events.ts';
import { planSweep, type SweepPlan } from '../sweep/planSweep.ts';
import { runSweep as runPlanned } from '../sweep/runSweep.ts';
import { whenUnlocked } from '../sweep/whenUnlocked.ts';
import { canonicalSpec } from '../sweepfile/canonical.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { FunctionRunner } from '../trainable/module/functionRunner.ts';
import type { ModuleSetup } from '../trainable/module/module.ts';
import type { Trainer } from '../trainable/module/trainer.ts';
import { functionWorkload } from '../trainable/module/workload.ts';
import { filesDirectory } from '../workload/filesDirectory.ts';
import { filesRemover } from '../workload/filesRemover.ts';
import { openWorkload } from '../workload/index.ts';
import { machine } from '../workload/machine.ts';
import type { OpenedWorkload, WorkloadPlace } from '../workload/openedWorkload.ts';
import { readSpec, type SpecSource } from './readSpec.ts';

export interface RunOptions {
  /** The file for the results, created if it is missing; `runs.db` by default. */
  readonly database?: string;
  /**
   * Number of trials that run at once; by default the spec's `workers` or one per core, and one for a
   * function.
   */
  readonly workers?: number;
  /** Stops the run: results are kept, and the same call goes on. */
  readonly signal?: AbortSignal;
  /** Called with all events, in order; an error that it throws ends the run. */
  readonly onEvent?: (event: RunEvent) => void;
}

/** An event of a run; a warning names an oddity of the spec, or something to know about the numbers. */
export type RunEvent = SweepEvent | { readonly type: 'warning'; readonly message: string };

/**
 * The end of a run. Trials that failed are no error: `counts` has them, and the store says why they failed.
 */
export interface SweepResult {
  /** The sweep's number in the database. */
  readonly sweepId: number;
  readonly name: string;
  /** `interrupted` if trials are left in the queue. */
  readonly state: 'completed' | 'interrupted';
  readonly counts: SweepCounts;
  readonly left: number;
  /** The first row of the leaderboard; undefined if no trial has the metric. */
  readonly best: LeaderboardRow | undefined;
  readonly durationMs: number;
}

/**
 * Runs a sweep to its end, as `sweep run` does, or goes on with one that was interrupted.
 *
 *     const { best } = await runSweep({
 *       parameters: { x: { distribution: 'uniform', min: -1, max: 1 } }, method: 'random', run_cap: 20,
 *       metric: { name: 'y', goal: 'minimize' },
 *       trainer: async ({ parameters }) => ({ y: parameters.x ** 2 }),
 *     });
 *
 * A function as trainer runs in the calling thread; a module, a program and networks of ours run beside it.
 * @throws SweepError with a `code` and a `hint`: `spec_invalid` with all mistakes of the spec, `database_busy` where another
 * process runs the sweep, and whatever its trials lack.
 */
export async function runSweep(source: SpecSource, options: RunOptions = {}): Promise<SweepResult> {
  const { database = 'runs.db', signal = new AbortController().signal, onEvent = () => {} } = options;
  requireWorkers(options.workers);
  const { spec, text, trainer, warnings } = readSpec(source);
  checkDatabase(database);
  const place = {
    surroundings: { env: process.env, cwd: process.cwd(), home: homedir() },
    filesDirectory: filesDirectory(database),
    signal,
  };
  const opened = trainer ? openFunction(spec, trainer, place) : await openWorkload(spec, place);
  const plan = requirePossible(planSweep(spec, opened.workload));
  for (const message of [...warnings, ...opened.remarks]) onEvent({ type: 'warning', message });
  const open = () => openDatabase(database, { busyTimeoutMs: SHORT_BUSY_TIMEOUT_MS });
  const db = await whenUnlocked(open, signal, () => onEvent({ type: 'database_locked' }));
  try {
    const slots = options.workers ?? spec.workers ?? (trainer ? 1 : availableParallelism());
    return await run({ spec, text, opened, plan, slots, db, signal, onEvent });
  } finally {
    db.close();
  }
}

interface Run {
  readonly spec: Spec;
  readonly text: string;
  readonly opened: OpenedWorkload;
  readonly plan: SweepPlan;
  readonly slots: number;
  readonly db: Database;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
}

async function run({ spec, text, opened, plan, slots, db, signal, onEvent }: Run): Promise<SweepResult> {
  const most = mostTrials(spec, plan.configurations.length);
  const executor = opened.executor(Math.min(slots, most));
  try {
    const { sweepId, state, counts, left, durationMs } = await runPlanned({
      spec,
      specText: text,
      specJson: canonicalSpec(spec),
      configurations: plan.configurations,
      workload: opened.workload,
      machine: machine(),
      store: createSweepStore(db, { onRemoved: filesRemover(db.path) }),
      executor,
      memory: opened.memory,
      signal,
      onEvent,
    });
    const [first] = leaderboard(db, sweepId, { limit: 1 });
    const best = first?.rank === 1 ? first : undefined;
    return { sweepId, name: spec.name, state, counts, left, best, durationMs };
  } catch (error) {
    throw error instanceof BrokenRun ? error.cause : error;
  } finally {
    await executor.close();
  }
}

function openFunction(
  spec: Spec,
  trainer: Trainer<never>,
  { filesDirectory }: WorkloadPlace,
): OpenedWorkload {
  const runner = new FunctionRunner(trainer, filesDirectory);
  return {
    workload: functionWorkload(spec.setup as ModuleSetup, String(trainer)),
    remarks: [],
    executor: (slots) => new InlineExecutor(runner, slots),
  };
}

function requirePossible(plan: SweepPlan): SweepPlan {
  const [first] = plan.impossible;
  if (first) throw first.error;
  return plan;
}

function requireWorkers(workers: number | undefined): void {
  if (workers === undefined || (Number.isInteger(workers) && workers >= 1 && workers <= 256)) return;
  throw new SweepError('usage', `workers must be a whole number from 1 to 256, not ${workers}.`);
}
