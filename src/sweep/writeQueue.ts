import { DatabaseLocked } from '../errors.ts';
import { duration } from '../format.ts';

/** Pause before writes are tried again after another process's lock. */
const RETRY_MS = 100;
/** A lock that ends sooner is not mentioned. */
const SAY_AFTER_MS = 1000;

interface Write {
  readonly write: () => unknown;
  readonly onCommitted: (result: unknown) => void;
  readonly settle: () => void;
}

/** Gets the queue's own messages. */
export interface WriteQueueListener {
  /** Another process holds the database; called once for each lock that lasts. */
  onLocked(): void;
  onUnlocked(waitedMs: number): void;
  /**
   * Called for the first error that is no lock, or a lock that outlasted its limit; nothing is written
   * afterwards.
   */
  onFailure(error: unknown): void;
}

/**
 * The writes of a run in their order. Writes of one turn of the event loop share a transaction, and each is
 * announced once that is committed, never before. While another process holds the database they wait, and
 * this thread goes on. Writes are repeated if their transaction failed: they change nothing but the database.
 */
export class WriteQueue {
  private readonly together: <T>(calls: () => T) => T;
  private readonly listener: WriteQueueListener;
  private waiting: Write[] = [];
  private isScheduled = false;
  private lock: { readonly sinceMs: number; isReported: boolean } | undefined;
  private giveUpAtMs = Infinity;
  private hasFailed = false;

  /** `together` makes one transaction of the calls within it. */
  constructor(together: <T>(calls: () => T) => T, listener: WriteQueueListener) {
    this.together = together;
    this.listener = listener;
  }

  /** Whether no write is waiting. */
  get isIdle(): boolean {
    return this.waiting.length === 0;
  }

  /** Whether another process has held the database for long enough to be mentioned. */
  get isLocked(): boolean {
    return this.lock?.isReported === true;
  }

  /** Resolves once the write was committed and announced, or the queue has failed. */
  add<T>(write: () => T, onCommitted: (result: T) => void = () => {}): Promise<void> {
    if (this.hasFailed) return Promise.resolve();
    return new Promise((settle) => {
      this.waiting.push({ write, onCommitted: onCommitted as (result: unknown) => void, settle });
      if (this.isScheduled) return;
      this.isScheduled = true;
      setImmediate(() => this.flush());
    });
  }

  /** Limits the time for which a lock is waited for from now on. */
  limitWaiting(limitMs: number): void {
    this.giveUpAtMs = Math.min(this.giveUpAtMs, performance.now() + limitMs);
  }

  /** Gives up waiting writes, after an error here or elsewhere. */
  close(): void {
    this.hasFailed = true;
    for (const { settle } of this.waiting.splice(0)) settle();
  }

  private flush(): void {
    this.isScheduled = false;
    if (this.hasFailed) return;
    const results = this.commit();
    if (results === undefined) return;
    const committed = this.waiting.splice(0, results.length);
    const { lock } = this;
    this.lock = undefined;
    try {
      if (lock?.isReported) this.listener.onUnlocked(performance.now() - lock.sinceMs);
      for (const [i, { onCommitted }] of committed.entries()) if (!this.hasFailed) onCommitted(results[i]);
    } catch (error) {
      this.fail(error);
    }
    for (const { settle } of committed) settle();
    if (this.waiting.length > 0 && !this.isScheduled) this.flushAfter(0);
  }

  /** The results of the writes that are committed now, from the first on; undefined if none is. */
  private commit(): unknown[] | undefined {
    try {
      return this.commitAll();
    } catch (error) {
      if (!(error instanceof DatabaseLocked)) this.fail(error);
      else if (performance.now() > this.giveUpAtMs) this.fail(this.outlasted(error));
      else this.waitForLock();
      return undefined;
    }
  }

  /** If one of them fails, those before it count all the same. */
  private commitAll(): unknown[] {
    const [first, ...others] = this.waiting;
    try {
      return this.together(() => this.waiting.map(({ write }) => write()));
    } catch (error) {
      if (error instanceof DatabaseLocked || others.length === 0) throw error;
      return [this.together(() => first!.write())];
    }
  }

  private waitForLock(): void {
    const nowMs = performance.now();
    this.lock ??= { sinceMs: nowMs, isReported: false };
    this.flushAfter(RETRY_MS);
    if (this.lock.isReported || nowMs - this.lock.sinceMs < SAY_AFTER_MS) return;
    this.lock.isReported = true;
    this.listener.onLocked();
  }

  private flushAfter(ms: number): void {
    this.isScheduled = true;
    setTimeout(() => this.flush(), ms);
  }

  private outlasted(error: DatabaseLocked): DatabaseLocked {
    const waited = duration(Math.round(performance.now() - (this.lock?.sinceMs ?? performance.now())));
    return new DatabaseLocked(
      `${error.message} After ${waited} it still was, and later results are not stored.`,
      'End the process that holds it.',
      error,
    );
  }

  private fail(error: unknown): void {
    this.close();
    this.listener.onFailure(error);
  }
}
