import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, receiveMessageOnPort, SHARE_ENV } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { fromWire, SweepError, type WireError } from '../errors.ts';
import { runsFromSource } from '../package.ts';
import type { TrialJob, TrialMessage, TrialOutcome } from '../trial/trial.ts';
import { LAST_MESSAGE } from './lastMessage.ts';
import { threadDidNotStart, threadDied } from './threadErrors.ts';
import type { WorkerData, WorkerReply, WorkerTask } from './worker.ts';

type WorkerAnswer = WorkerReply | WireError | undefined;

/** Time that a thread has to free its resources before it is ended anyway. */
const DISPOSE_MS = 5000;

/**
 * A thread that keeps more than this for its next trial is ended: WebAssembly memory never shrinks, and the
 * garbage collector frees it only when that thread needs memory, not when another one does.
 */
const MOST_KEPT_BYTES = 256 * 2 ** 20;

/**
 * One worker thread, started with its first trial. It is a pool of its own, so that its end affects no other;
 * a thread that died is started anew with the next trial.
 */
export class TrainingThread {
  readonly slot: number;
  private readonly workerData: WorkerData;
  private readonly graceMs: number | undefined;
  private pool: Piscina<WorkerTask, WorkerAnswer> | undefined;

  /** Set once its trial was asked to stop, if the thread may be ended. */
  private grace: NodeJS.Timeout | undefined;
  private wasEnded = false;

  /** See `graceOf`. */
  constructor(slot: number, workerData: WorkerData, graceMs: number | undefined) {
    this.slot = slot;
    this.workerData = workerData;
    this.graceMs = graceMs;
  }

  /**
   * Runs a trial; the outcome waits for the last message, which comes by another way. Never rejects: a trial
   * whose thread dies has failed, and if the thread dies before the trial has begun, the outcome is
   * `unavailable`.
   */
  async run(job: TrialJob, onMessage: (message: TrialMessage) => unknown): Promise<TrialOutcome> {
    const { port1, port2 } = new MessageChannel();
    const taken = new Int32Array(new SharedArrayBuffer(8));
    this.wasEnded = false;
    let begun = false;
    let end: () => void = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const take = (message: TrialMessage | typeof LAST_MESSAGE): void => {
      if (message === LAST_MESSAGE) end();
      else {
        begun = true;
        const tookIt = (): void => {
          Atomics.add(taken, 0, 1);
          if (message.type === 'report') Atomics.add(taken, 1, 1);
        };
        const written = onMessage(message);
        if (written instanceof Promise) written.then(tookIt, tookIt);
        else tookIt();
      }
    };
    port1.on('message', take);
    try {
      const reply = (await this.ask({ kind: 'run', job, slot: this.slot, port: port2, taken }, [
        port2,
      ])) as WorkerReply;
      await ended;
      if (reply.heldBytes > MOST_KEPT_BYTES) await this.end();
      return reply.outcome;
    } catch (error) {
      for (let left = receiveMessageOnPort(port1); left; left = receiveMessageOnPort(port1))
        take(left.message);
      await this.destroy();
      if (this.wasEnded) return { state: 'stopped' };
      return begun
        ? { state: 'failed', error: threadDied(error) }
        : { state: 'unavailable', error: threadDidNotStart(error) };
    } finally {
      port1.close();
      clearTimeout(this.grace);
      this.grace = undefined;
    }
  }

  /** See `Executor.ready`; it starts the thread. */
  async ready(signal: AbortSignal): Promise<void> {
    const stop = (): void => void this.destroy();
    signal.addEventListener('abort', stop);
    let reason: WireError | undefined;
    try {
      reason = (await this.ask({ kind: 'ready' })) as WireError | undefined;
    } catch (error) {
      await this.destroy();
      reason = threadDidNotStart(error);
    } finally {
      signal.removeEventListener('abort', stop);
    }
    if (signal.aborted)
      throw new SweepError('interrupted', 'Stopped before the sweep began; nothing was run.');
    if (reason) throw fromWire(reason);
  }

  /** Ends the thread if its trial, which was asked to stop, has not ended after the grace period. */
  toStop(): void {
    if (this.graceMs === undefined || this.grace) return;
    this.grace = setTimeout(() => {
      this.wasEnded = true;
      void this.destroy();
    }, this.graceMs);
  }

  /** Frees the engine and ends the thread, which must not be inside a trial. */
  async end(): Promise<void> {
    if (!this.pool) return;
    const timeout = new AbortController();
    const limit = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, DISPOSE_MS);
      timeout.signal.addEventListener('abort', () => clearTimeout(timer));
    });
    await Promise.race([this.ask({ kind: 'dispose' }).catch(() => {}), limit]);
    timeout.abort();
    await this.destroy();
  }

  /** An error outside a task, such as while the thread starts, rejects the waiting task. */
  private ask(task: WorkerTask, transferList: readonly MessagePort[] = []): Promise<WorkerAnswer> {
    this.pool ??= startPool(this.workerData, this.graceMs);
    const { pool } = this;
    return new Promise((resolve, reject) => {
      pool.once('error', reject);
      pool
        .run(task, { transferList: [...transferList] })
        .then(resolve, reject)
        .finally(() => pool.off('error', reject));
    });
  }

  private async destroy(): Promise<void> {
    const { pool } = this;
    this.pool = undefined;
    pool?.on('error', () => {});
    await pool?.destroy();
  }
}

function startPool(workerData: WorkerData, graceMs: number | undefined): Piscina<WorkerTask, WorkerAnswer> {
  return new Piscina({
    filename: workerFile(),
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: Number.POSITIVE_INFINITY,
    concurrentTasksPerWorker: 1,
    workerData,
    // Our engine sets a variable that ONNX Runtime reads from the process itself; other trainables get a copy
    // of the environment.
    env: graceMs === undefined ? SHARE_ENV : process.env,
  });
}

function workerFile(): string {
  return fileURLToPath(new URL(runsFromSource ? './workerFromSource.mjs' : './worker.js', import.meta.url));
}
