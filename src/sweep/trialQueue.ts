import type { PlannedTrial } from '../store/store.ts';

/**
 * The trials that are still to run, in order. Lanes take one after another from it, each saying when it is done
 * with the last; requests hold it, add to it and take trials out of its middle.
 */
export class TrialQueue {
  private readonly waiting: PlannedTrial[] = [];
  private readonly most: number;
  private taken = 0;
  private underWay = 0;
  private held = false;
  private closed = false;
  private readonly waker: (() => void)[] = [];

  /** Gives out at most that many trials. */
  constructor(most = Infinity) {
    this.most = most;
  }

  /** How many of those that wait can still be given out. */
  get toRun(): number {
    return Math.min(this.waiting.length, this.most - this.taken);
  }

  get paused(): boolean {
    return this.held;
  }

  add(trials: readonly PlannedTrial[]): void {
    for (const trial of trials) this.waiting.push(trial);
    this.wake();
  }

  /** Takes that trial out of the queue; undefined where it does not wait. */
  remove(number: number): PlannedTrial | undefined {
    const index = this.waiting.findIndex((trial) => trial.number === number);
    const [removed] = index < 0 ? [] : this.waiting.splice(index, 1);
    if (removed) this.wake();
    return removed;
  }

  /** While it is paused, nothing is given out and who wants a trial waits. */
  pause(paused: boolean): void {
    this.held = paused;
    this.wake();
  }

  /** Nothing is given out any more. */
  close(): void {
    this.closed = true;
    this.wake();
  }

  /**
   * The next trial, to be given back with {@link done}. Waits while others run and nothing else is there, for
   * more may be added until the last has ended; undefined then.
   */
  async take(): Promise<PlannedTrial | undefined> {
    while (!this.closed) {
      if (!this.held && this.toRun > 0) {
        this.taken++;
        this.underWay++;
        return this.waiting.shift();
      }
      if (this.toRun === 0 && this.underWay === 0) return undefined;
      await new Promise<void>((resolve) => this.waker.push(resolve));
    }
    return undefined;
  }

  /** More is going to be added: who wants a trial waits for it, until {@link done}. */
  expect(): void {
    this.underWay++;
  }

  done(): void {
    this.underWay--;
    this.wake();
  }

  private wake(): void {
    for (const resolve of this.waker.splice(0)) resolve();
  }
}
