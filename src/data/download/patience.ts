import type { TransferError } from './failure.ts';

export interface Limits {
  /** Most time that the user waits for the very first byte, over all addresses and retries. */
  readonly firstByteMs: number;
  /** Most time that one request waits for its answer, and for the next piece of it. */
  readonly idleMs: number;
  /** Further rounds over the addresses for one file. */
  readonly retries: number;
  /** Pause after the first round; it doubles after each. */
  readonly pauseMs: number;
}

export const LIMITS: Limits = { firstByteMs: 15_000, idleMs: 20_000, retries: 5, pauseMs: 500 };

/** Decides how long one download of several files goes on trying. */
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

  /** Records that a byte has arrived: from now on the network is known to work. */
  received(): void {
    this.anyByte = true;
  }

  /**
   * Time that the next request may take to be answered, if `addressesLeft` addresses are still to be asked in
   * turn.
   */
  answerMs(addressesLeft: number): number {
    if (this.anyByte) return this.limits.idleMs;
    const left = Math.max(1, this.deadline - performance.now());
    return Math.min(this.limits.idleMs, left / addressesLeft);
  }

  /** Pause before the next round; undefined if another round makes no sense. */
  pauseAfter(round: number, failures: readonly TransferError[]): number | undefined {
    if (round > this.limits.retries) return undefined;
    if (failures.every(({ kind }) => kind === 'wrong')) return undefined;
    const pauseMs = this.limits.pauseMs * 2 ** (round - 1);
    if (this.anyByte) return pauseMs;
    const answered = failures.some(({ kind }) => kind === 'broken');
    return answered && performance.now() + pauseMs < this.deadline ? pauseMs : undefined;
  }
}
