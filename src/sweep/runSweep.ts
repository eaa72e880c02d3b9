import type { Executor } from '../executor/executor.ts';
import type { Spec } from '../spec/spec.ts';
import type {
  DatasetSummary,
  Machine,
  PlannedConfiguration,
  PlannedTrial,
  RunningSweep,
  Split,
  SweepStore,
} from '../store/store.ts';
import { HEARTBEAT_INTERVAL_MS } from '../store/store.ts';
import type { EpochMetrics, TrialMessage, TrialOutcome } from '../trial/trial.ts';
import { EpochWriter } from './epochWriter.ts';
import type { SweepCounts, SweepEvent } from './events.ts';
import { replicateSeeds, sweepIdentity } from './identity.ts';

export interface SweepRequest {
  readonly spec: Spec;
  readonly specText: string;
  /** Canonical JSON of the spec. */
  readonly specJson: string;
  readonly configurations: readonly PlannedConfiguration[];
  readonly dataset: DatasetSummary;
  /** True classes of the validation and test images. */
  readonly labels: Readonly<Record<Split, Uint16Array>>;
  readonly machine: Machine;
  readonly store: SweepStore;
  readonly executor: Executor;
  /** Ends the run after that many trials; the others stay in the queue. */
  readonly maxTrials?: number | undefined;
  /** Stops at the next safe point: running trials go back to the queue. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: SweepEvent) => void;
}

/**
 * Runs, or goes on with, a sweep: begins it in the store, trains its queued trials on the executor's slots and
 * records every epoch and ending. Trials that were done before are not repeated.
 * @throws SweepError where the store cannot be written or another process runs the sweep; what was recorded stays.
 */
export async function runSweep(request: SweepRequest): Promise<Extract<SweepEvent, { type: 'sweep_ended' }>> {
  const { spec, dataset, store } = request;
  const sweep = store.beginSweep({
    name: spec.name,
    specText: request.specText,
    specJson: request.specJson,
    identity: sweepIdentity(spec, dataset.fingerprint),
    method: spec.method,
    metric: spec.metric,
    validation: spec.validation,
    seed: spec.seed,
    replicates: spec.replicates,
    engine: spec.engine,
    dataset,
    machine: request.machine,
  });
  const run = new SweepRun(request, sweep);
  try {
    return await run.toEnd();
  } catch (error) {
    run.giveUp();
    throw error;
  }
}

class SweepRun {
  private readonly request: SweepRequest;
  private readonly sweep: RunningSweep;
  private readonly epochs: EpochWriter;
  private readonly counts = { completed: 0, pruned: 0, failed: 0, cancelled: 0, skipped: 0 };
  private stopping = false;
  private failure: { error: unknown } | undefined;

  constructor(request: SweepRequest, sweep: RunningSweep) {
    this.request = request;
    this.sweep = sweep;
    this.epochs = new EpochWriter(sweep, (error) => this.fail(error));
  }

  async toEnd(): Promise<Extract<SweepEvent, { type: 'sweep_ended' }>> {
    const { request, sweep } = this;
    const startedAt = performance.now();
    sweep.recordLabels(request.labels);
    const trials = sweep.planTrials(request.configurations, replicateSeeds(request.spec));
    const queued = trials.filter(({ state }) => state === 'queued');
    const toRun = queued.slice(0, request.maxTrials);
    this.counts.skipped = trials.length - queued.length;
    const started = { sweepId: sweep.sweepId, resumed: sweep.resumed, trials, toRun: toRun.length };
    request.onEvent({ type: 'sweep_started', ...started, workers: request.executor.slots });
    await this.runAll(toRun);
    const ended = this.counts.completed + this.counts.failed;
    const left = queued.length - ended;
    const state = left === 0 ? 'completed' : 'interrupted';
    sweep.end(state);
    const event = {
      type: 'sweep_ended',
      sweepId: sweep.sweepId,
      state,
      counts: this.counts satisfies SweepCounts,
      left,
      durationMs: performance.now() - startedAt,
    } as const;
    request.onEvent(event);
    return event;
  }

  /** After an error: lets go of the sweep, where the store still can. */
  giveUp(): void {
    try {
      this.sweep.end('failed');
    } catch {
      // The error that led here is the one to report; the next run finds the owner gone.
    }
  }

  private async runAll(trials: readonly PlannedTrial[]): Promise<void> {
    const { signal, executor } = this.request;
    const stop = (): void => {
      this.stopping = true;
      executor.stop();
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    const heartbeat = setInterval(() => this.guard(() => this.sweep.heartbeat()), HEARTBEAT_INTERVAL_MS);
    const queue = trials.values();
    const lane = async (): Promise<void> => {
      for (const trial of queue) {
        if (this.stopping) return;
        await this.runTrial(trial);
      }
    };
    try {
      await Promise.all(
        Array.from({ length: executor.slots }, () => lane().catch((error) => this.fail(error))),
      );
    } finally {
      clearInterval(heartbeat);
      signal.removeEventListener('abort', stop);
    }
    if (this.failure) throw this.failure.error;
  }

  private async runTrial(trial: PlannedTrial): Promise<void> {
    const { executor, spec, onEvent } = this.request;
    const startedAt = performance.now();
    let worker = 0;
    let last: EpochMetrics | undefined;
    const onMessage = (message: TrialMessage): void => {
      if (message.type === 'started') {
        worker = message.worker;
        this.sweep.startTrial(trial, worker);
        onEvent({ type: 'trial_started', trial, worker });
      } else if (message.type === 'epoch') {
        last = message.metrics;
        this.epochs.add({ number: trial.number, attempt: trial.attempt, metrics: last });
        onEvent({ type: 'epoch', trial, worker, metrics: last });
      } else {
        onEvent({ ...message, trial, worker });
      }
    };
    const { configuration, seed, number } = trial;
    const outcome = await executor.submit(
      { trial: number, configuration, seed, engine: spec.engine, validation: spec.validation },
      (message) => this.guard(() => onMessage(message)),
    );
    if (this.failure) return;
    this.epochs.flush();
    const durationMs = performance.now() - startedAt;
    onEvent({
      type: 'trial_ended',
      trial,
      worker,
      durationMs,
      epochs: last?.epoch ?? 0,
      ...this.tell(trial, outcome),
    });
  }

  /** Records how a trial ended. */
  private tell(
    trial: PlannedTrial,
    outcome: TrialOutcome,
  ): Pick<Extract<SweepEvent, { type: 'trial_ended' }>, 'state' | 'metrics' | 'reason'> {
    switch (outcome.state) {
      case 'stopped':
        this.sweep.requeueTrial(trial);
        return { state: 'queued' };
      case 'failed':
        this.sweep.endTrial(trial, { state: 'failed', reason: outcome.error });
        this.counts.failed++;
        return { state: 'failed', reason: outcome.error };
      case 'completed': {
        this.sweep.endTrial(trial, outcome);
        this.counts.completed++;
        const { testLoss, testAccuracy, kept } = outcome.result;
        const { epoch: _epoch, durationMs: _duration, ...metrics } = kept;
        return {
          state: 'completed',
          metrics: { ...metrics, test_loss: testLoss, test_accuracy: testAccuracy },
        };
      }
    }
  }

  private guard(action: () => void): void {
    if (this.failure) return;
    try {
      action();
    } catch (error) {
      this.fail(error);
    }
  }

  /** The first error ends the run: nothing more is started or written, and what runs is stopped. */
  private fail(error: unknown): void {
    this.failure ??= { error };
    this.stopping = true;
    this.request.executor.stop();
  }
}
