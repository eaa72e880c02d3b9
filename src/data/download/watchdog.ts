import { TransferError } from './failure.ts';

/**
 * A time limit that can be set again: its signal aborts when the limit passes or when the caller's signal
 * does.
 */
export class Watchdog {
  readonly signal: AbortSignal;
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  constructor(outer?: AbortSignal) {
    const own = this.controller.signal;
    this.signal = outer ? AbortSignal.any([outer, own]) : own;
  }

  /** Replaces the limit; when it passes, the signal's reason is a `broken` or `unreachable` TransferError. */
  limit(milliseconds: number, kind: 'broken' | 'unreachable', problem: string): void {
    this.stop();
    const message = `${problem} within ${Number((milliseconds / 1000).toFixed(1))} s`;
    this.timer = setTimeout(() => this.controller.abort(new TransferError(kind, message)), milliseconds);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
