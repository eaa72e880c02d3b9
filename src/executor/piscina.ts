import { fileURLToPath } from 'node:url';
import { MessageChannel, SHARE_ENV } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { toWire } from '../errors.ts';
import { runsFromSource } from '../package.ts';
import type { TrialJob, TrialMessage, TrialOutcome } from '../trial/trial.ts';
import type { Executor } from './executor.ts';
import { LAST_MESSAGE } from './lastMessage.ts';
import { lowered, STOP_ALL, stopSlot } from './stopFlags.ts';
import type { WorkerData, WorkerTask } from './worker.ts';

/** How long the threads are given to free what they hold before they are ended anyway. */
const DISPOSE_MS = 5000;

/** What the threads are given once; typed arrays in it must lie in SharedArrayBuffers, so that nothing is copied. */
export type SharedDataset = WorkerData['dataset'];

/** Trains on a pool of worker threads, one trial each. */
export class PiscinaExecutor implements Executor {
  readonly slots: number;
  private readonly pool: Piscina<WorkerTask, TrialOutcome | undefined>;
  private readonly stopFlags: Int32Array;
  private readonly slotOf = new Map<number, number>();
  private readonly free: number[];
  private readonly running = new Set<Promise<unknown>>();
  /** Rejected when a thread fails outside a task, such as while it starts: piscina would start it again forever. */
  private readonly breakDown = deferred<never>();

  constructor(dataset: SharedDataset, slots: number) {
    this.slots = slots;
    this.free = Array.from({ length: slots }, (_, slot) => slot);
    this.stopFlags = lowered(slots);
    const workerData: WorkerData = { dataset, stopFlags: this.stopFlags };
    this.pool = new Piscina({
      filename: workerFile(),
      minThreads: slots,
      maxThreads: slots,
      concurrentTasksPerWorker: 1,
      workerData,
      // The engine sets a variable that ONNX Runtime reads from the process itself.
      env: SHARE_ENV,
    });
    this.pool.on('error', (error) => this.breakDown.reject(error));
    this.breakDown.promise.catch(() => this.pool.destroy());
  }

  async submit(job: TrialJob, onMessage: (message: TrialMessage) => void): Promise<TrialOutcome> {
    const slot = this.free.shift();
    if (slot === undefined) throw new RangeError(`all ${this.slots} slots are taken`);
    Atomics.store(this.stopFlags, stopSlot(slot), 0);
    this.slotOf.set(job.trial, slot);
    const task = this.run(job, slot, onMessage);
    this.running.add(task);
    try {
      return await task;
    } finally {
      this.running.delete(task);
      this.slotOf.delete(job.trial);
      this.free.push(slot);
      this.free.sort((a, b) => a - b);
    }
  }

  stop(): void {
    Atomics.store(this.stopFlags, STOP_ALL, 1);
  }

  stopTrial(trial: number): void {
    const slot = this.slotOf.get(trial);
    if (slot !== undefined) Atomics.store(this.stopFlags, stopSlot(slot), 1);
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.running);
    const arrived = new Int32Array(new SharedArrayBuffer(4));
    const disposals = Array.from({ length: this.slots }, () =>
      this.pool.run({ kind: 'dispose', threads: this.slots, arrived, limitMs: DISPOSE_MS }),
    );
    await Promise.race([Promise.allSettled(disposals), this.breakDown.promise.catch(() => {})]);
    await this.pool.destroy();
  }

  /** The port's messages and the task's result come by different ways: the outcome waits for the last message. */
  private async run(
    job: TrialJob,
    slot: number,
    onMessage: (message: TrialMessage) => void,
  ): Promise<TrialOutcome> {
    const { port1, port2 } = new MessageChannel();
    const ended = new Promise<void>((resolve) => {
      port1.on('message', (message: TrialMessage | typeof LAST_MESSAGE) => {
        if (message === LAST_MESSAGE) resolve();
        else onMessage(message);
      });
    });
    try {
      const task = this.pool.run({ kind: 'train', job, slot, port: port2 }, { transferList: [port2] });
      const outcome = await Promise.race([task, this.breakDown.promise]);
      await ended;
      return outcome!;
    } catch (error) {
      return { state: 'failed', error: toWire(error, 'trial_crashed') };
    } finally {
      port1.close();
    }
  }
}

function workerFile(): string {
  return fileURLToPath(new URL(runsFromSource ? './workerFromSource.mjs' : './worker.js', import.meta.url));
}

function deferred<T>(): { promise: Promise<T>; reject(error: unknown): void } {
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((_resolve, rejectPromise) => {
    reject = rejectPromise;
  });
  return { promise, reject };
}
