import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, receiveMessageOnPort, SHARE_ENV } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { runsFromSource } from '../package.ts';
import type { TrialJob, TrialMessage, TrialOutcome } from '../trial/trial.ts';
import { LAST_MESSAGE } from './lastMessage.ts';
import { threadDidNotStart, threadDied } from './threadErrors.ts';
import type { WorkerData, WorkerReply, WorkerTask } from './worker.ts';

/** How long a thread is given to free what it holds before it is ended anyway. */
const DISPOSE_MS = 5000;

/**
 * A thread that keeps more than this for its next trial is ended: WebAssembly memory never shrinks, and the garbage
 * collector gives it back only when that thread needs some, not when another one does.
 */
const MOST_KEPT_BYTES = 256 * 2 ** 20;

/**
 * One worker thread, started with its first trial. It is a pool of its own, so that its end concerns no other one;
 * a thread that died is started anew with the next trial.
 */
export class TrainingThread {
  readonly slot: number;
  private readonly workerData: WorkerData;
  private pool: Piscina<WorkerTask, WorkerReply | undefined> | undefined;

  constructor(slot: number, workerData: WorkerData) {
    this.slot = slot;
    this.workerData = workerData;
  }

  /**
   * Trains a trial; the outcome waits for the last message, which comes by another way. Never rejected: a thread that
   * dies in a trial has failed it, and one that dies before the trial has begun is `unavailable`.
   */
  async run(job: TrialJob, onMessage: (message: TrialMessage) => void): Promise<TrialOutcome> {
    const { port1, port2 } = new MessageChannel();
    let begun = false;
    let end: () => void = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const take = (message: TrialMessage | typeof LAST_MESSAGE): void => {
      if (message === LAST_MESSAGE) end();
      else {
        begun = true;
        onMessage(message);
      }
    };
    port1.on('message', take);
    try {
      const reply = await this.ask({ kind: 'train', job, slot: this.slot, port: port2 }, [port2]);
      await ended;
      if (reply!.heldBytes > MOST_KEPT_BYTES) await this.end();
      return reply!.outcome;
    } catch (error) {
      for (let left = receiveMessageOnPort(port1); left; left = receiveMessageOnPort(port1))
        take(left.message);
      await this.destroy();
      return begun
        ? { state: 'failed', error: threadDied(error) }
        : { state: 'unavailable', error: threadDidNotStart(error) };
    } finally {
      port1.close();
    }
  }

  /** Frees the engine and ends the thread; it must not be inside a trial. */
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

  /** An error beside a task, such as while the thread starts, rejects the task that waits for it. */
  private ask(task: WorkerTask, transferList: readonly MessagePort[] = []): Promise<WorkerReply | undefined> {
    this.pool ??= startPool(this.workerData);
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

function startPool(workerData: WorkerData): Piscina<WorkerTask, WorkerReply | undefined> {
  return new Piscina({
    filename: workerFile(),
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: Number.POSITIVE_INFINITY,
    concurrentTasksPerWorker: 1,
    workerData,
    // The engine sets a variable that ONNX Runtime reads from the process itself.
    env: SHARE_ENV,
  });
}

function workerFile(): string {
  return fileURLToPath(new URL(runsFromSource ? './workerFromSource.mjs' : './worker.js', import.meta.url));
}
