import type { WireError } from '../errors.ts';
import { plural } from '../format.ts';
import type { PlannedTrial, RequestAnswer, RunningSweep } from '../store/store.ts';
import { HEARTBEAT_INTERVAL_MS } from '../store/store.ts';
import type { EpochMetrics, TrialMessage, TrialOutcome } from '../trial/trial.ts';
import { EpochWriter } from './epochWriter.ts';
import type { SweepEvent } from './events.ts';
import { accept, obeyRequests, refuse, type Steerable } from './obey.ts';
import type { SweepRequest } from './runSweep.ts';
import { Search } from './search.ts';
import { TrialQueue } from './trialQueue.ts';

/** How often requests are looked for between epochs: microseconds of work. */
const REQUESTS_INTERVAL_MS = 500;

/** One run of a sweep: lanes that train its trials, and requests that steer them. */
export class SweepRun implements Steerable {
  private readonly request: SweepRequest;
  private readonly sweep: RunningSweep;
  private readonly epochs: EpochWriter;
  private readonly search: Search;
  private readonly queue: TrialQueue;
  private readonly counts = { completed: 0, pruned: 0, failed: 0, cancelled: 0 };
  /** Numbers of the trials that run, and whether each was asked to stop for good. */
  private readonly running = new Map<number, { cancelled: boolean }>();
  private stopping = false;
  private failure: { error: unknown } | undefined;

  constructor(request: SweepRequest, sweep: RunningSweep) {
    this.request = request;
    this.sweep = sweep;
    this.epochs = new EpochWriter(sweep, (error) => this.fail(error));
    this.queue = new TrialQueue(request.maxTrials);
    this.search = new Search(request, sweep);
  }

  async toEnd(): Promise<Extract<SweepEvent, { type: 'sweep_ended' }>> {
    const { request, sweep } = this;
    const startedAt = performance.now();
    sweep.recordLabels(request.labels);
    const trials = this.search.begin();
    this.enqueue(trials);
    const started = { sweepId: sweep.sweepId, resumed: sweep.resumed, trials, toRun: this.queue.toRun };
    request.onEvent({ type: 'sweep_started', ...started, workers: request.executor.slots });
    await this.runAll();
    const ended = this.counts.completed + this.counts.failed + this.counts.cancelled;
    const left = this.search.queued - ended;
    const state = left === 0 ? 'completed' : 'interrupted';
    sweep.end(state);
    const event = {
      type: 'sweep_ended',
      sweepId: sweep.sweepId,
      state,
      counts: { ...this.counts, skipped: this.search.skipped },
      left,
      stopped: this.stopping,
      durationMs: performance.now() - startedAt,
    } as const;
    request.onEvent(event);
    return event;
  }

  stopTrial(number: number): RequestAnswer {
    const running = this.running.get(number);
    if (running) {
      running.cancelled = true;
      this.request.executor.stopTrial(number);
      return accept(`Trial ${number} ends at its next step; its whole epochs are kept.`);
    }
    const trial = this.queue.remove(number);
    if (!trial) return refuse(`Trial ${number} is neither queued nor running in this run.`);
    this.request.onEvent({
      type: 'trial_ended',
      trial,
      worker: undefined,
      durationMs: 0,
      epochs: 0,
      ...this.cancel(trial, 'before it had begun'),
    });
    return accept(`Trial ${number} was cancelled before it had begun.`);
  }

  stopSweep(): RequestAnswer {
    this.stop();
    return accept('Running trials end at their next step and go back to the queue.');
  }

  pauseSweep(): RequestAnswer {
    if (this.queue.paused) return refuse('The sweep is paused already.');
    this.queue.pause(true);
    this.sweep.setPaused(true);
    return accept('No further trial starts; those that run go on to their end.');
  }

  resumeSweep(): RequestAnswer {
    if (!this.queue.paused) return refuse('The sweep is not paused.');
    this.sweep.setPaused(false);
    this.queue.pause(false);
    return accept('Trials start again.');
  }

  raiseRunCap(runCap: number): RequestAnswer {
    const trials = this.search.raise(runCap);
    if (typeof trials === 'string') return refuse(trials);
    const before = this.queue.toRun;
    this.enqueue(trials);
    this.request.onEvent({ type: 'trials_added', trials, toRun: this.queue.toRun - before });
    return accept(`run_cap is ${runCap} now: ${plural(trials.length, 'trial')} added to the queue.`);
  }

  private enqueue(trials: readonly PlannedTrial[]): void {
    this.queue.add(trials.filter(({ state }) => state === 'queued'));
  }

  private async runAll(): Promise<void> {
    const { signal, executor } = this.request;
    const stop = (): void => this.stop();
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    this.takeRequests();
    const heartbeat = setInterval(() => this.guard(() => this.sweep.heartbeat()), HEARTBEAT_INTERVAL_MS);
    const requests = setInterval(() => this.takeRequests(), REQUESTS_INTERVAL_MS);
    const lane = async (): Promise<void> => {
      for (let trial = await this.queue.take(); trial; trial = await this.queue.take()) {
        await this.runTrial(trial).finally(() => this.queue.done());
      }
    };
    try {
      await Promise.all(
        Array.from({ length: executor.slots }, () => lane().catch((error) => this.fail(error))),
      );
    } finally {
      clearInterval(heartbeat);
      clearInterval(requests);
      signal.removeEventListener('abort', stop);
    }
    if (this.failure) throw this.failure.error;
  }

  private takeRequests(): void {
    this.guard(() =>
      obeyRequests(this.sweep, this, (request, answer) =>
        this.request.onEvent({ type: 'request_taken', request, ...answer }),
      ),
    );
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
        this.takeRequests();
      } else {
        onEvent({ ...message, trial, worker });
      }
    };
    const { configuration, seed, number } = trial;
    this.running.set(number, { cancelled: false });
    const outcome = await executor.submit(
      { trial: number, configuration, seed, engine: spec.engine, validation: spec.validation },
      (message) => this.guard(() => onMessage(message)),
    );
    const asked = this.running.get(number);
    this.running.delete(number);
    if (this.failure) return;
    this.epochs.flush();
    const cancelledAfter = asked?.cancelled ? `after ${plural(last?.epoch ?? 0, 'epoch')}` : undefined;
    const durationMs = performance.now() - startedAt;
    onEvent({
      type: 'trial_ended',
      trial,
      worker,
      durationMs,
      epochs: last?.epoch ?? 0,
      ...this.tell(trial, outcome, cancelledAfter),
    });
  }

  /** Records how a trial ended. */
  private tell(
    trial: PlannedTrial,
    outcome: TrialOutcome,
    cancelledAfter: string | undefined,
  ): Pick<Extract<SweepEvent, { type: 'trial_ended' }>, 'state' | 'metrics' | 'reason'> {
    switch (outcome.state) {
      case 'stopped':
        if (cancelledAfter) return this.cancel(trial, cancelledAfter);
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

  private cancel(trial: PlannedTrial, when: string): { state: 'cancelled'; reason: WireError } {
    const reason: WireError = {
      code: 'interrupted',
      message: `Stopped by request ${when}.`,
      hint: 'Running the same spec again queues it again.',
    };
    this.sweep.endTrial(trial, { state: 'cancelled', reason });
    this.counts.cancelled++;
    return { state: 'cancelled', reason };
  }

  private stop(): void {
    this.stopping = true;
    this.queue.close();
    this.request.executor.stop();
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
    this.stop();
  }
}
