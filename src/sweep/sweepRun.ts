import { fromWire, type WireError } from '../errors.ts';
import { prunerOf } from '../pruner/index.ts';
import type { Observation } from '../sampler/sampler.ts';
import type { PlannedTrial, RunningSweep } from '../store/store.ts';
import { HEARTBEAT_INTERVAL_MS } from '../store/store.ts';
import { trainableOf } from '../trainable/index.ts';
import { Admission } from './admission.ts';
import { Attempts, type AttemptsListener } from './attempts.ts';
import { crashedTooOften, givenUp } from './crashes.ts';
import { type Ending, notBegun } from './ending.ts';
import type { SweepEvent } from './events.ts';
import { Facts } from './facts.ts';
import { FirstFailures } from './firstFailures.ts';
import { Past } from './past.ts';
import { Pruning } from './pruning.ts';
import { RequestTaker } from './requestTaker.ts';
import type { SweepRequest } from './runSweep.ts';
import { Search } from './search.ts';
import { Sharing } from './sharing.ts';
import { type Running, Steering } from './steering.ts';
import { Supply } from './supply.ts';
import { TimeBudget } from './timeBudget.ts';
import { TrialQueue } from './trialQueue.ts';
import { WriteQueue } from './writeQueue.ts';

/** Interval at which requests are read between reports; it takes microseconds. */
const REQUESTS_INTERVAL_MS = 500;
/** Time that a stopped run waits for another process's lock, to write its results. */
const STOP_PATIENCE_MS = 30_000;

type SweepEnded = Extract<SweepEvent, { type: 'sweep_ended' }>;

/** One run of a sweep: lanes that train its trials, and requests that steer them. */
export class SweepRun {
  private readonly request: SweepRequest;
  private readonly sweep: RunningSweep;
  private readonly writes: WriteQueue;
  private readonly facts: Facts;
  private readonly search: Search;
  private readonly requests: RequestTaker;
  private readonly queue: TrialQueue;
  private readonly supply: Supply;
  private readonly running: Running = new Map();
  /** Set if trials are stopped early. */
  private readonly pruning: Pruning | undefined;
  private readonly sharing: Sharing;
  private readonly attempts: Attempts;
  private readonly firstFailures: FirstFailures;
  /** Why the run ends before its trials do, if the reason is neither an error nor a request. */
  private endedBecause: WireError | undefined;
  private stopping = false;
  private readonly budget: TimeBudget;
  private hasMoved = false;
  private failure: { error: unknown } | undefined;

  /** `earlier` has the results of other sweeps. */
  constructor(request: SweepRequest, sweep: RunningSweep, earlier?: readonly Observation[]) {
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
    const pruner = prunerOf(request.spec);
    const past = new Past(sweep);
    this.pruning = pruner && new Pruning(pruner, request.spec, past);
    const admission = new Admission(request.memory);
    const inOrder = pruner !== undefined;
    this.sharing = new Sharing(request.workload, sweep, (trial) => inOrder || !admission.isRisky(trial));
    this.queue = new TrialQueue(request.maxTrials, admission, inOrder, (trial) => this.sharing.waits(trial));
    this.search = new Search({ ...request, earlier }, sweep, past, {
      pruning: this.pruning,
      sharing: this.sharing,
    });
    this.supply = new Supply(this.search, this.queue, this.writes, request, (trials) => {
      this.facts.counts.pruned -= trials;
    });
    this.budget = new TimeBudget(request, { queue: this.queue, search: this.search, supply: this.supply });
    this.firstFailures = new FirstFailures(trainableOf(request.spec.setup.kind).mostFirstFailures);
    const { executor, onEvent } = request;
    const { facts, queue, running, search, supply, sharing, pruning } = this;
    const attemptsOf = { request, sweep, facts, running, search, sharing, pruning };
    this.attempts = new Attempts(attemptsOf, this.attemptsListener());
    const steered = { sweep, executor, facts, queue, running, search, supply, pruning };
    const steering = new Steering({ ...steered, stop: () => this.stop() });
    this.requests = new RequestTaker(sweep, steering, this.writes, (taken, answer) =>
      onEvent({ type: 'request_taken', request: taken, ...answer }),
    );
  }

  /** Trials that completed in this run. */
  get completed(): number {
    return this.facts.counts.completed;
  }

  async run(): Promise<SweepEnded> {
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

  private begin(): Promise<void> {
    const { sweep, request } = this;
    const plan = (): PlannedTrial[] => {
      sweep.recordShared(request.workload.artifacts);
      return this.search.begin();
    };
    return this.writes.add(plan, (planned) => {
      const trials = this.supply.enqueue(planned);
      const most = request.maxTrials ?? Infinity;
      const toCome = (this.search.toCome ?? 0) + this.search.finalsToCome;
      const toRun = Math.min(this.queue.toRun + toCome, most);
      const started = { sweepId: sweep.sweepId, resumed: sweep.resumed, trials, toRun };
      const { isOpenEnded } = this.search;
      request.onEvent({ type: 'sweep_started', ...started, isOpenEnded, workers: request.executor.slots });
      this.giveUpCrashed(trials);
    });
  }

  private async end(startedAt: number): Promise<SweepEnded> {
    if (!this.writes.isIdle) await this.writes.add(() => {});
    const { completed, pruned, failed, cancelled } = this.facts.counts;
    const toCome = (this.search.toCome ?? 0) + this.search.finalsToCome;
    const left = this.search.queued + toCome - completed - pruned - failed - cancelled;
    const event = {
      type: 'sweep_ended',
      sweepId: this.sweep.sweepId,
      state: left === 0 || this.budget.isOver ? this.stateAtEnd : 'interrupted',
      counts: { ...this.facts.counts, skipped: this.search.skipped },
      left,
      stopped: this.stopping && !this.endedBecause,
      isOverBudget: this.budget.isOver,
      ...(this.search.ending === undefined ? {} : { searchEnded: this.search.ending }),
      ...(this.endedBecause ? { reason: this.endedBecause } : {}),
      durationMs: performance.now() - startedAt,
    } as const;
    await this.writes.add(
      () => this.sweep.end(event.state),
      () => this.request.onEvent(event),
    );
    if (this.failure) throw this.failure.error;
    return event;
  }

  /** A race ends nothing but itself. */
  private get stateAtEnd(): 'completed' | 'interrupted' {
    return this.request.confirm?.searchState ?? 'completed';
  }

  /** Ends the trials that ended their process too often; the others go on. */
  private giveUpCrashed(trials: readonly PlannedTrial[]): void {
    for (const trial of trials.filter(crashedTooOften)) {
      this.queue.remove(trial.number);
      void this.facts
        .ended(notBegun(trial), givenUp(trial, this.request.memory))
        .then(() => this.search.ended(trial));
    }
  }

  private async runAll(): Promise<void> {
    this.takeRequests();
    this.budget.begin();
    const heartbeat = setInterval(() => this.facts.heartbeat(), HEARTBEAT_INTERVAL_MS);
    const requests = setInterval(() => this.takeRequests(), REQUESTS_INTERVAL_MS);
    const lane = async (): Promise<void> => {
      for (let trial = await this.next(); trial; trial = await this.next()) {
        await this.attempts.run(trial).finally(() => this.queue.done(trial));
      }
    };
    try {
      const { slots } = this.request.executor;
      await Promise.all(Array.from({ length: slots }, () => lane().catch((error) => this.fail(error))));
    } finally {
      clearInterval(heartbeat);
      clearInterval(requests);
      this.budget.end();
    }
  }

  private next(): Promise<PlannedTrial | undefined> {
    this.budget.keepTimeForFinals();
    return this.supply.take();
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

  private tellLocked(): void {
    const limit = this.stopping ? { limitMs: STOP_PATIENCE_MS } : {};
    this.request.onEvent({ type: 'database_locked', ...limit });
  }

  /** After a while, this also ends waiting for a lock. */
  private stop(): void {
    if (this.stopping) return;
    this.stopping = true;
    this.queue.close();
    this.request.executor.stop();
    this.pruning?.release();
    this.writes.limitWaiting(STOP_PATIENCE_MS);
    if (this.writes.isLocked) this.guard(() => this.tellLocked());
    void this.writes.add(() => this.sweep.noteStop());
  }

  private guard<T>(action: () => T): T | undefined {
    if (this.failure) return undefined;
    try {
      return action();
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }

  private attemptsListener(): AttemptsListener {
    return {
      progressed: (event) => this.writes.isIdle && this.request.onEvent(event),
      reported: () => this.takeRequests(),
      moved: () => this.queue.wake(),
      ended: (ending, elapsedMs) => this.observe(ending, elapsedMs),
      failed: (error) => this.fail(fromWire(error)),
      isStopping: () => this.stopping,
      hasFailed: () => this.failure !== undefined,
      guard: (action) => this.guard(action),
    };
  }

  private observe({ announced: { state, reason } }: Ending, elapsedMs: number): void {
    if (state === 'completed') this.budget.trialCompleted(elapsedMs);
    this.endedBecause ??= this.firstFailures.observe(state, reason);
    if (this.endedBecause) this.stop();
  }

  /** The first error ends the run: nothing more is started or written, and running trials are stopped. */
  private fail(error: unknown): void {
    this.failure ??= { error };
    this.writes.close();
    this.stop();
  }
}
