import type { Configuration } from '../configuration.ts';
import type { Executor } from '../executor/executor.ts';
import type { Machine, PlannedConfiguration, RunningSweep, SweepStore } from '../store/store.ts';
import type { Confirmed } from '../sweepfile/finals.ts';
import type { Spec } from '../sweepfile/spec.ts';
import type { Workload } from '../trainable/trainable.ts';
import type { MemoryBudget } from './admission.ts';
import { BrokenRun, keptTrials } from './brokenRun.ts';
import type { SweepEvent } from './events.ts';
import { sweepIdentity } from './identity.ts';
import { learntBefore, observationsOf } from './learnFrom.ts';
import { SweepRun } from './sweepRun.ts';
import { whenUnlocked } from './whenUnlocked.ts';

export interface SweepRequest {
  readonly spec: Spec;
  readonly specText: string;
  /** Canonical JSON of the spec. */
  readonly specJson: string;
  readonly configurations: readonly PlannedConfiguration[];
  /** The configurations that an adaptive search may propose, if that is not the whole space. */
  readonly among?: readonly Configuration[] | undefined;
  /** Searches nothing, and holds a race between `configurations` instead; see `ConfirmRounds`. */
  readonly confirm?: Confirmed | undefined;
  readonly workload: Workload;
  readonly machine: Machine;
  readonly store: SweepStore;
  readonly executor: Executor;
  /** The needs of trials and the memory available; if absent, as many run at once as there are slots. */
  readonly memory?: MemoryBudget | undefined;
  /** Ends the run after that many trials; the others stay in the queue. */
  readonly maxTrials?: number | undefined;
  /** Stops at the next safe point: running trials go back to the queue. Requests in the store do the same. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: SweepEvent) => void;
}

/**
 * Runs, or continues, a sweep: begins it in the store, trains its queued trials on the executor's slots and
 * records every step and ending. Trials that were done before are not repeated.
 * @throws SweepError if it cannot begin: the store cannot be written or another process runs the sweep.
 * @throws BrokenRun around the error that ended it later; everything recorded stays.
 */
export async function runSweep(request: SweepRequest): Promise<Extract<SweepEvent, { type: 'sweep_ended' }>> {
  const { spec, workload, store } = request;
  const identity = sweepIdentity(spec, workload.identity);
  const stored = store.sharedOf(identity);
  const learnt = request.confirm ? undefined : learntBefore(spec, workload, store);
  for (const message of learnt?.remarks ?? []) request.onEvent({ type: 'learnt', message });
  const start = {
    name: spec.name,
    specText: request.specText,
    specJson: request.specJson,
    identity,
    method: spec.method,
    metric: spec.metric,
    seed: spec.seed,
    replicates: spec.replicates,
    trainable: workload.kind,
    shared: {
      ...workload.shared,
      ...kept(request.confirm ? stored?.learnt : learnt, request.confirm ?? stored?.confirmed),
    },
    machine: request.machine,
    keptStatesBytes: spec.keptStatesBytes,
  };
  await request.executor.ready?.(request.signal);
  const sweep = await whenUnlocked(
    () => store.beginSweep(start),
    request.signal,
    () => request.onEvent({ type: 'database_locked' }),
  );
  const run = new SweepRun(request, sweep, learnt && observationsOf(learnt));
  try {
    return await run.run();
  } catch (error) {
    letGo(sweep);
    throw new BrokenRun(error, keptTrials(error, run.completed));
  }
}

/** What a sweep keeps beside its workload's own data. */
function kept(learnt: unknown, confirmed: unknown) {
  return { ...(learnt ? { learnt } : {}), ...(confirmed ? { confirmed } : {}) };
}

/** Gives the sweep up after an error, if the store still can. */
function letGo(sweep: RunningSweep): void {
  try {
    sweep.end('failed');
  } catch {
    // The original error is the one to report; the next run finds the owner gone.
  }
}
