import type { WireError } from '../errors.ts';
import type { TrialJob, TrialMessage, TrialOutcome } from '../trial/trial.ts';
import type { Executor } from './executor.ts';
import { lowered, STOP_ALL, stopSlot } from './stopFlags.ts';
import { graceOf, type ThreadWorkload } from './threadWorkload.ts';
import { TrainingThread } from './trainingThread.ts';
import type { WorkerData } from './worker.ts';

/**
 * Runs trials on worker threads, one each. A thread that cannot run any is retired; its trial goes to
 * another.
 */
export class PiscinaExecutor implements Executor {
  readonly slots: number;
  private readonly isForeign: boolean;
  private readonly stopFlags: Int32Array;
  private readonly threads: readonly TrainingThread[];
  private readonly free: TrainingThread[];
  private readonly retired = new Set<TrainingThread>();
  /** By trial number: the thread that runs the trial. */
  private readonly threadOf = new Map<number, TrainingThread>();
  private readonly waiting = new Map<number, (next: TrainingThread | TrialOutcome) => void>();
  private readonly running = new Set<Promise<unknown>>();

  constructor(runs: ThreadWorkload, slots: number) {
    this.slots = slots;
    this.stopFlags = lowered(slots);
    const workerData: WorkerData = { runs, stopFlags: this.stopFlags };
    const graceMs = graceOf(runs);
    this.isForeign = graceMs !== undefined;
    this.threads = Array.from({ length: slots }, (_, slot) => new TrainingThread(slot, workerData, graceMs));
    this.free = [...this.threads];
  }

  /** User code may fail to load; our own code loads, or a thread says why when it starts. */
  async ready(signal: AbortSignal): Promise<void> {
    if (this.isForeign) await this.threads[0]!.ready(signal);
  }

  async submit(job: TrialJob, onMessage: (message: TrialMessage) => unknown): Promise<TrialOutcome> {
    if (this.running.size === this.slots) throw new RangeError(`all ${this.slots} slots are taken`);
    const task = this.run(job, onMessage);
    this.running.add(task);
    try {
      return await task;
    } finally {
      this.running.delete(task);
    }
  }

  stop(): void {
    Atomics.store(this.stopFlags, STOP_ALL, 1);
    for (const thread of this.threadOf.values()) thread.toStop();
    this.resolveWaiting({ state: 'stopped' });
  }

  stopTrial(trial: number): void {
    const thread = this.threadOf.get(trial);
    if (thread) {
      Atomics.store(this.stopFlags, stopSlot(thread.slot), 1);
      thread.toStop();
    }
    this.waiting.get(trial)?.({ state: 'stopped' });
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.running);
    await Promise.all(this.threads.map((thread) => thread.end()));
  }

  private async run(job: TrialJob, onMessage: (message: TrialMessage) => unknown): Promise<TrialOutcome> {
    for (;;) {
      const thread = this.free.shift() ?? (await this.nextThread(job.trial));
      if (!(thread instanceof TrainingThread)) return thread;
      Atomics.store(this.stopFlags, stopSlot(thread.slot), 0);
      this.threadOf.set(job.trial, thread);
      const running = thread.run(job, onMessage);
      if (Atomics.load(this.stopFlags, STOP_ALL) !== 0) thread.toStop();
      const outcome = await running;
      this.threadOf.delete(job.trial);
      if (outcome.state !== 'unavailable') {
        this.release(thread);
        return outcome;
      }
      this.retire(thread, outcome.error);
      if (this.retired.size === this.slots) return outcome;
    }
  }

  private nextThread(trial: number): Promise<TrainingThread | TrialOutcome> {
    return new Promise((resolve) => {
      this.waiting.set(trial, (next) => {
        this.waiting.delete(trial);
        resolve(next);
      });
    });
  }

  private release(thread: TrainingThread): void {
    const [first] = this.waiting.values();
    if (first) first(thread);
    else {
      this.free.push(thread);
      this.free.sort((a, b) => a.slot - b.slot);
    }
  }

  private retire(thread: TrainingThread, error: WireError): void {
    this.retired.add(thread);
    if (this.retired.size === this.slots) this.resolveWaiting({ state: 'unavailable', error });
  }

  private resolveWaiting(outcome: TrialOutcome): void {
    for (const resolve of [...this.waiting.values()]) resolve(outcome);
  }
}
