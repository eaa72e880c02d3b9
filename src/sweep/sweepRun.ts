import { fromWire, type WireError } from '../errors.ts';
import { plural } from '../format.ts';
import { prunerOf } from '../pruner/index.ts';
import type { PlannedTrial, RunningSweep } from '../store/store.ts';
import { HEARTBEAT_INTERVAL_MS } from '../store/store.ts';
import { trainableOf } from '../trainable/index.ts';
import { Admission } from './admission.ts';
import { crashedTooOften, givenUp } from './crashes.ts';
import { endingOf, notBegun } from './ending.ts';
import type { SweepEvent } from './events.ts';
import { Facts } from './facts.ts';
import { FirstFailures } from './firstFailures.ts';
import { Pruning } from './pruning.ts';
import { RequestTaker } from './requestTaker.ts';
import type { SweepRequest } from './runSweep.ts';
import { Search } from './search.ts';
import { type Running, Steering } from './steering.ts';
import { Supply } from './supply.ts';
import { stepLimit, TrialJudge } from './trialJudge.ts';
import { TrialQueue } from './trialQueue.ts';
import { TrialWatch } from './trialWatch.ts';
import { WriteQueue } from './writeQueue.ts';

/** How often requests are looked for between reports: microseconds of work. */
const REQUESTS_INTERVAL_MS = 500;
/** How long a run that was asked to stop waits for the lock of another process, to write what is done. */
const STOP_PATIENCE_MS = 30_000;
/** Node's timers take no more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

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
  /** Where trials are stopped early. */
  private readonly pruning: Pruning | undefined;
  private readonly firstFailures: FirstFailures;
  /** Why the run ends before its trials do, where it is neither an error nor a request. */
  private endedBecause: WireError | undefined;
  private stopping = false;
  private isOverBudget = false;
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
    const pruner = prunerOf(request.spec);
    this.pruning = pruner && new Pruning(pruner, request.spec, sweep.observe());
    this.queue = new TrialQueue(request.maxTrials, new Admission(request.memory), pruner !== undefined);
    this.search = new Search(request, sweep, this.pruning);
    this.supply = new Supply(this.search, this.queue, this.writes, request);
    this.firstFailures = new FirstFailures(trainableOf(request.spec.setup.kind).mostFirstFailures);
    const { executor, onEvent } = request;
    const { facts, queue, running, search, supply, pruning } = this;
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
    return this.writes.add(plan, (trials) => {
      this.supply.enqueue(trials);
      const most = request.maxTrials ?? Infinity;
      const toRun = Math.min(this.queue.toRun + (this.search.toCome ?? 0), most);
      const started = { sweepId: sweep.sweepId, resumed: sweep.resumed, trials, toRun };
      const { isOpenEnded } = this.search;
      request.onEvent({ type: 'sweep_started', ...started, isOpenEnded, workers: request.executor.slots });
      this.giveUpCrashed(trials);
    });
  }

  private async end(startedAt: number): Promise<SweepEnded> {
    if (!this.writes.isIdle) await this.writes.add(() => {});
    const { completed, pruned, failed, cancelled } = this.facts.counts;
    const left = this.search.queued + (this.search.toCome ?? 0) - completed - pruned - failed - cancelled;
    const event = {
      type: 'sweep_ended',
      sweepId: this.sweep.sweepId,
      state: left === 0 || this.isOverBudget ? 'completed' : 'interrupted',
      counts: { ...this.facts.counts, skipped: this.search.skipped },
      left,
      stopped: this.stopping && !this.endedBecause,
      isOverBudget: this.isOverBudget,
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

  /** Ends those that took their process with them too often; the others go on. */
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
    const { timeBudgetMs } = this.request.spec;
    const budget =
      timeBudgetMs === undefined
        ? undefined
        : setTimeout(() => this.endBudget(), Math.min(timeBudgetMs, LONGEST_TIMER_MS));
    const heartbeat = setInterval(() => this.facts.heartbeat(), HEARTBEAT_INTERVAL_MS);
    const requests = setInterval(() => this.takeRequests(), REQUESTS_INTERVAL_MS);
    const lane = async (): Promise<void> => {
      for (let trial = await this.supply.take(); trial; trial = await this.supply.take()) {
        await this.runTrial(trial).finally(() => this.queue.done(trial));
      }
    };
    try {
      const { slots } = this.request.executor;
      await Promise.all(Array.from({ length: slots }, () => lane().catch((error) => this.fail(error))));
    } finally {
      clearInterval(heartbeat);
      clearInterval(requests);
      clearTimeout(budget);
    }
  }

  /** Nothing further begins; what runs goes on to its end. */
  private endBudget(): void {
    this.isOverBudget = true;
    this.queue.close();
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

  /** One attempt, and another one for each that is lost with what ran it. */
  private async runTrial(trial: PlannedTrial): Promise<void> {
    for (let at: PlannedTrial | undefined = trial; at; ) at = await this.runAttempt(at);
  }

  /** Returns the next attempt where this one was lost. */
  private async runAttempt(trial: PlannedTrial): Promise<PlannedTrial | undefined> {
    const { executor, spec, onEvent } = this.request;
    const { configuration, seed, number, attempt } = trial;
    const watch = new TrialWatch(
      trial,
      this.facts,
      (event) => this.writes.isIdle && onEvent(event),
      () => this.takeRequests(),
      this.pruning && new TrialJudge(this.pruning, this.facts, trial, () => executor.stopTrial(number)),
    );
    const sweep = { id: this.sweep.sweepId, name: spec.name };
    this.running.set(number, { cancelled: false });
    const resume = await this.facts.stateOf(trial);
    const limit = await stepLimit(spec, this.pruning, this.facts, trial);
    const outcome = await executor.submit(
      {
        trial: number,
        attempt,
        sweep,
        configuration,
        seed,
        setup: spec.setup,
        isJudged: this.pruning !== undefined,
        ...limit,
        ...resume,
      },
      (message) => {
        if (message.type === 'started') this.queue.wake();
        return this.guard(() => watch.onMessage(message));
      },
    );
    await watch.settled;
    const asked = this.running.get(number);
    this.running.delete(number);
    if (outcome.state === 'unavailable') this.fail(fromWire(outcome.error));
    if (this.failure || outcome.state === 'unavailable') return undefined;
    const { worker, steps, elapsedMs } = watch;
    const { stepName } = trainableOf(spec.setup.kind);
    const cancelledAfter = asked?.cancelled ? `after ${plural(steps, stepName)}` : undefined;
    const ending = endingOf(outcome, cancelledAfter, watch.pruned);
    await this.facts.ended({ trial, worker, durationMs: elapsedMs, steps, ...watch.goesOn(ending) }, ending);
    this.search.ended(trial, ending.stored === undefined);
    this.endedBecause ??= this.firstFailures.observe(ending.told.state, ending.told.reason);
    if (this.endedBecause) this.stop();
    const isLost = outcome.state === 'lost' && ending.told.state === 'queued';
    if (!isLost || this.stopping) return undefined;
    const again = { ...trial, state: 'queued' as const, attempt: attempt + 1 };
    this.pruning?.planned([again]);
    return again;
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

  /** The first error ends the run: nothing more is started or written, and what runs is stopped. */
  private fail(error: unknown): void {
    this.failure ??= { error };
    this.writes.close();
    this.stop();
  }
}
