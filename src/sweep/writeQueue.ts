import { DatabaseLocked } from '../errors.ts';
import { duration } from '../format.ts';

/** How long after the lock of another process the writes are tried again. */
const RETRY_MS = 100;
/** A lock that is gone sooner is not worth a word. */
const SAY_AFTER_MS = 1000;

interface Write {
  readonly write: () => unknown;
  readonly told: (result: unknown) => void;
  readonly settle: () => void;
}

/** What the queue says of itself. */
export interface WriteQueueListener {
  /** Another process holds the database; told once for each lock that lasts. */
  onLocked(): void;
  onUnlocked(waitedMs: number): void;
  /** The first error that is no lock, or a lock that outlasted its limit; nothing is written afterwards. */
  onFailure(error: unknown): void;
}

/**
 * The writes of a run in the order in which they came. Those that one turn of the event loop brings share a
 * transaction, and each is told of once that is committed, never before. While another process holds the database
 * they wait, and this thread goes on. Writes are repeated where their transaction did not come through: they change
 * nothing but the database.
 */
export class WriteQueue {
  private readonly together: <T>(calls: () => T) => T;
  private readonly listener: WriteQueueListener;
  private waiting: Write[] = [];
  private isScheduled = false;
  private lock: { readonly sinceMs: number; said: boolean } | undefined;
  private giveUpAtMs = Infinity;
  private hasFailed = false;

  /** `together` makes one transaction of what is called within it. */
  constructor(together: <T>(calls: () => T) => T, listener: WriteQueueListener) {
    this.together = together;
    this.listener = listener;
  }

  /** Whether nothing waits to be written. */
  get isIdle(): boolean {
    return this.waiting.length === 0;
  }

  /** Whether another process holds the database, and has for long enough to be told of. */
  get isLocked(): boolean {
    return this.lock?.said === true;
  }

  /** Resolves once the write was committed and told of, or the queue has failed. */
  add<T>(write: () => T, told: (result: T) => void = () => {}): Promise<void> {
    if (this.hasFailed) return Promise.resolve();
    return new Promise((settle) => {
      this.waiting.push({ write, told: told as (result: unknown) => void, settle });
      if (this.isScheduled) return;
      this.isScheduled = true;
      setImmediate(() => this.flush());
    });
  }

  /** Limits how long a lock is waited for from now on. */
  limitWaiting(limitMs: number): void {
    this.giveUpAtMs = Math.min(this.giveUpAtMs, performance.now() + limitMs);
  }

  /** Gives up what waits, after an error here or elsewhere. */
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
      if (lock?.said) this.listener.onUnlocked(performance.now() - lock.sinceMs);
      for (const [i, { told }] of committed.entries()) if (!this.hasFailed) told(results[i]);
    } catch (error) {
      this.fail(error);
    }
    for (const { settle } of committed) settle();
    if (this.waiting.length > 0 && !this.isScheduled) this.flushAfter(0);
  }

  /** What the writes gave that are committed now, from the first on; undefined where none is. */
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

  /** Where one of them fails, those before it count all the same. */
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
    this.lock ??= { sinceMs: nowMs, said: false };
    this.flushAfter(RETRY_MS);
    if (this.lock.said || nowMs - this.lock.sinceMs < SAY_AFTER_MS) return;
    this.lock.said = true;
    this.listener.onLocked();
  }

  private flushAfter(ms: number): void {
    this.isScheduled = true;
    setTimeout(() => this.flush(), ms);
  }

  private outlasted(error: DatabaseLocked): DatabaseLocked {
    const waited = duration(Math.round(performance.now() - (this.lock?.sinceMs ?? performance.now())));
    return new DatabaseLocked(
      `${error.message} After ${waited} it still was, and what came meanwhile is not stored.`,
      'End the process that holds it.',
      error,
    );
  }

  private fail(error: unknown): void {
    this.close();
    this.listener.onFailure(error);
  }
}
