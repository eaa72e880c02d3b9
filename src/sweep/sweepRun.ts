import { fromWire } from '../errors.ts';
import { plural } from '../format.ts';
import type { PlannedTrial, RunningSweep } from '../store/store.ts';
import { HEARTBEAT_INTERVAL_MS } from '../store/store.ts';
import type { EpochMetrics, TrialMessage } from '../trial/trial.ts';
import { Admission } from './admission.ts';
import { crashedTooOften, givenUp } from './crashes.ts';
import { cancelled, endingOf, notBegun } from './ending.ts';
import type { SweepEvent } from './events.ts';
import { Facts } from './facts.ts';
import { accept, type Obeyed, RequestTaker, refuse, type Steerable } from './obey.ts';
import type { SweepRequest } from './runSweep.ts';
import { Search } from './search.ts';
import { TrialQueue } from './trialQueue.ts';
import { WriteQueue } from './writeQueue.ts';

/** How often requests are looked for between epochs: microseconds of work. */
const REQUESTS_INTERVAL_MS = 500;
/** How long a run that was asked to stop waits for the lock of another process, to write what is done. */
const STOP_PATIENCE_MS = 30_000;

type SweepEnded = Extract<SweepEvent, { type: 'sweep_ended' }>;

/** One run of a sweep: lanes that train its trials, and requests that steer them. */
export class SweepRun implements Steerable {
  private readonly request: SweepRequest;
  private readonly sweep: RunningSweep;
  private readonly writes: WriteQueue;
  private readonly facts: Facts;
  private readonly search: Search;
  private readonly requests: RequestTaker;
  private readonly queue: TrialQueue;
  /** Numbers of the trials that run, and whether each was asked to stop for good. */
  private readonly running = new Map<number, { cancelled: boolean }>();
  private stopping = false;
  private hasMoved = false;
  private failure: { error: unknown } | undefined;

  constructor(request: SweepRequest, sweep: RunningSweep) {
    this.request = request;
    this.sweep = sweep;
    const together = <T>(calls: () => T): T => {
      this.checkPlace();
      return sweep.together(calls);
    };
    this.writes = new WriteQueue(together, {
      onLocked: () => this.guard(() => this.tellLocked()),
      onUnlocked: (waitedMs) => request.onEvent({ type: 'database_unlocked', waitedMs }),
      onFailure: (error) => this.fail(error),
    });
    this.facts = new Facts(sweep, this.writes, request.onEvent);
    this.queue = new TrialQueue(request.maxTrials, new Admission(request.memory));
    this.search = new Search(request, sweep);
    this.requests = new RequestTaker(sweep, this, this.writes, (taken, answer) =>
      request.onEvent({ type: 'request_taken', request: taken, ...answer }),
    );
  }

  /** Trials that completed in this run. */
  get completed(): number {
    return this.facts.counts.completed;
  }

  async toEnd(): Promise<SweepEnded> {
    const { signal } = this.request;
    const stop = (): void => this.stop();
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    const startedAt = performance.now();
    try {
      await this.begin();
      if (!this.failure) await this.runAll();
      return await this.end(startedAt);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  stopTrial(number: number): Obeyed {
    const running = this.running.get(number);
    if (running) {
      running.cancelled = true;
      this.request.executor.stopTrial(number);
      return accept(`Trial ${number} ends at its next step; its whole epochs are kept.`);
    }
    const trial = this.queue.remove(number);
    if (!trial) return refuse(`Trial ${number} is neither queued nor running in this run.`);
    const ending = cancelled('before it had begun');
    const at = this.sweep.moment();
    this.queue.expect();
    return accept(
      `Trial ${number} was cancelled before it had begun.`,
      () => this.facts.recordEnd(trial, ending, at),
      () => {
        this.facts.tellEnd(notBegun(trial), ending);
        this.queue.done();
      },
    );
  }

  stopSweep(): Obeyed {
    this.stop();
    return accept('Running trials end at their next step and go back to the queue.');
  }

  pauseSweep(): Obeyed {
    if (this.queue.paused) return refuse('The sweep is paused already.');
    this.queue.pause(true);
    return accept('No further trial starts; those that run go on to their end.', () =>
      this.sweep.setPaused(true),
    );
  }

  resumeSweep(): Obeyed {
    if (!this.queue.paused) return refuse('The sweep is not paused.');
    this.queue.pause(false);
    return accept('Trials start again.', () => this.sweep.setPaused(false));
  }

  raiseRunCap(runCap: number): Obeyed {
    const plan = this.search.raise(runCap);
    if (typeof plan === 'string') return refuse(plan);
    this.queue.expect();
    let trials: PlannedTrial[] = [];
    return {
      record() {
        trials = plan();
        const outcome = `run_cap is ${runCap} now: ${plural(trials.length, 'trial')} added to the queue.`;
        return { accepted: true, outcome };
      },
      told: () => {
        const before = this.queue.toRun;
        this.enqueue(trials);
        this.queue.done();
        this.request.onEvent({ type: 'trials_added', trials, toRun: this.queue.toRun - before });
      },
    };
  }

  private begin(): Promise<void> {
    const { sweep, request } = this;
    const plan = (): PlannedTrial[] => {
      sweep.recordLabels(request.labels);
      return this.search.begin();
    };
    return this.writes.add(plan, (trials) => {
      this.enqueue(trials);
      const started = { sweepId: sweep.sweepId, resumed: sweep.resumed, trials, toRun: this.queue.toRun };
      request.onEvent({ type: 'sweep_started', ...started, workers: request.executor.slots });
      this.giveUpCrashed(trials);
    });
  }

  private async end(startedAt: number): Promise<SweepEnded> {
    if (!this.writes.isIdle) await this.writes.add(() => {});
    const { completed, failed, cancelled } = this.facts.counts;
    const left = this.search.queued - completed - failed - cancelled;
    const event = {
      type: 'sweep_ended',
      sweepId: this.sweep.sweepId,
      state: left === 0 ? 'completed' : 'interrupted',
      counts: { ...this.facts.counts, skipped: this.search.skipped },
      left,
      stopped: this.stopping,
      durationMs: performance.now() - startedAt,
    } as const;
    await this.writes.add(
      () => this.sweep.end(event.state),
      () => this.request.onEvent(event),
    );
    if (this.failure) throw this.failure.error;
    return event;
  }

  private enqueue(trials: readonly PlannedTrial[]): void {
    this.search.count(trials);
    this.queue.add(trials.filter(({ state }) => state === 'queued'));
  }

  /** Ends those that took their process with them too often; the others go on. */
  private giveUpCrashed(trials: readonly PlannedTrial[]): void {
    for (const trial of trials.filter(crashedTooOften)) {
      this.queue.remove(trial.number);
      void this.facts.ended(notBegun(trial), givenUp(trial, this.request.memory));
    }
  }

  private async runAll(): Promise<void> {
    this.takeRequests();
    const heartbeat = setInterval(() => this.facts.heartbeat(), HEARTBEAT_INTERVAL_MS);
    const requests = setInterval(() => this.takeRequests(), REQUESTS_INTERVAL_MS);
    const lane = async (): Promise<void> => {
      for (let trial = await this.queue.take(); trial; trial = await this.queue.take()) {
        await this.runTrial(trial).finally(() => this.queue.done(trial));
      }
    };
    try {
      const { slots } = this.request.executor;
      await Promise.all(Array.from({ length: slots }, () => lane().catch((error) => this.fail(error))));
    } finally {
      clearInterval(heartbeat);
      clearInterval(requests);
    }
  }

  private takeRequests(): void {
    this.guard(() => {
      this.checkPlace();
      this.requests.take();
    });
  }

  private checkPlace(): void {
    if (this.hasMoved || this.sweep.isInPlace()) return;
    this.hasMoved = true;
    this.request.onEvent({ type: 'database_moved' });
    this.stop();
  }

  private async runTrial(trial: PlannedTrial): Promise<void> {
    const { executor, spec, onEvent } = this.request;
    const startedAt = performance.now();
    let worker = 0;
    let last: EpochMetrics | undefined;
    const onMessage = (message: TrialMessage): void => {
      if (message.type === 'started') {
        worker = message.worker;
        this.facts.started(trial, worker);
      } else if (message.type === 'epoch') {
        last = message.metrics;
        void this.facts.epoch(trial, worker, last).then(() => this.takeRequests());
      } else if (this.writes.isIdle) {
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
    if (outcome.state === 'unavailable') this.fail(fromWire(outcome.error));
    if (this.failure || outcome.state === 'unavailable') return;
    const epochs = last?.epoch ?? 0;
    const ended = { trial, worker, durationMs: performance.now() - startedAt, epochs };
    const cancelledAfter = asked?.cancelled ? `after ${plural(epochs, 'epoch')}` : undefined;
    await this.facts.ended(ended, endingOf(outcome, cancelledAfter));
  }

  private tellLocked(): void {
    const limit = this.stopping ? { limitMs: STOP_PATIENCE_MS } : {};
    this.request.onEvent({ type: 'database_locked', ...limit });
  }

  /** Also ends the waiting for a lock, after a while. */
  private stop(): void {
    if (this.stopping) return;
    this.stopping = true;
    this.queue.close();
    this.request.executor.stop();
    this.writes.limitWaiting(STOP_PATIENCE_MS);
    if (this.writes.isLocked) this.guard(() => this.tellLocked());
    void this.writes.add(() => this.sweep.noteStop());
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
    this.writes.close();
    this.stop();
  }
}
