import type { TransferError } from './failure.ts';

export interface Limits {
  /** How long the user waits at most for the first byte of all, over all addresses and retries. */
  readonly firstByteMs: number;
  /** How long one request waits for its answer, and for the next piece of it. */
  readonly idleMs: number;
  /** Further rounds over the addresses for one file. */
  readonly retries: number;
  /** Pause after the first round; doubled after each. */
  readonly pauseMs: number;
}

export const LIMITS: Limits = { firstByteMs: 15_000, idleMs: 20_000, retries: 5, pauseMs: 500 };

/** How long one download of several files goes on trying. */
export class Patience {
  readonly idleMs: number;
  private readonly limits: Limits;
  private readonly deadline: number;
  private anyByte = false;

  constructor(limits: Limits) {
    this.limits = limits;
    this.idleMs = limits.idleMs;
    this.deadline = performance.now() + limits.firstByteMs;
  }

  /** A byte has come: from now on the network is known to work. */
  received(): void {
    this.anyByte = true;
  }

  /** Time that the next request may take to be answered, when so many addresses are still to be asked in turn. */
  answerMs(addressesLeft: number): number {
    if (this.anyByte) return this.limits.idleMs;
    const left = Math.max(1, this.deadline - performance.now());
    return Math.min(this.limits.idleMs, left / addressesLeft);
  }

  /** How long to wait before the next round, or undefined where another makes no sense. */
  pauseAfter(round: number, failures: readonly TransferError[]): number | undefined {
    if (round > this.limits.retries) return undefined;
    if (failures.every(({ kind }) => kind === 'wrong')) return undefined;
    const pauseMs = this.limits.pauseMs * 2 ** (round - 1);
    if (this.anyByte) return pauseMs;
    const answered = failures.some(({ kind }) => kind === 'broken');
    return answered && performance.now() + pauseMs < this.deadline ? pauseMs : undefined;
  }
}
