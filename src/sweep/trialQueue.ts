import type { PlannedTrial } from '../store/store.ts';
import { Admission } from './admission.ts';

/**
 * The trials that are still to run, in order, except those that wait for room and risky ones, which come
 * last. Lanes take one after another from it and report when it is done; requests hold the queue, add to it
 * and take trials out of its middle.
 */
export class TrialQueue {
  private readonly waiting: PlannedTrial[] = [];
  private readonly risky: PlannedTrial[] = [];
  private readonly admission: Admission;
  private readonly most: number;
  private readonly inOrder: boolean;
  private readonly waits: (trial: PlannedTrial) => boolean;
  private taken = 0;
  /** Number of trials that were taken or are expected, and are not done. */
  underWay = 0;
  private held = false;
  private closed = false;
  private readonly waker: (() => void)[] = [];

  /**
   * Gives out at most that many trials; `inOrder` by their numbers, so that none overtakes another one. A
   * trial that `waits` is given out later, at the latest when nothing is under way.
   */
  constructor(
    most = Infinity,
    admission = new Admission(),
    inOrder = false,
    waits: (trial: PlannedTrial) => boolean = () => false,
  ) {
    this.waits = waits;
    this.most = most;
    this.admission = admission;
    this.inOrder = inOrder;
  }

  /** Number of waiting trials that can still be given out. */
  get toRun(): number {
    return Math.min(this.waiting.length + this.risky.length, this.most - this.taken);
  }

  /** Whether a lane would have to wait now, although no pause, end or limit holds trials back. */
  private get isHungry(): boolean {
    return (
      !this.held && !this.closed && this.waiting.length + this.risky.length === 0 && this.taken < this.most
    );
  }

  get paused(): boolean {
    return this.held;
  }

  add(trials: readonly PlannedTrial[]): void {
    for (const trial of trials) {
      const comesLast = !this.inOrder && this.admission.isRisky(trial);
      (comesLast ? this.risky : this.waiting).push(trial);
    }
    if (this.inOrder) this.waiting.sort((a, b) => a.number - b.number);
    this.wake();
  }

  /** Removes that trial from the queue; undefined if it is not waiting. */
  remove(number: number): PlannedTrial | undefined {
    const isIt = (trial: PlannedTrial): boolean => trial.number === number;
    const removed = takeFirst(this.waiting, isIt) ?? takeFirst(this.risky, isIt);
    if (removed) this.wake();
    return removed;
  }

  /** Removes all waiting trials. */
  clear(): void {
    this.waiting.length = 0;
    this.risky.length = 0;
    this.wake();
  }

  /** While it is paused, nothing is given out and lanes wait. */
  pause(paused: boolean): void {
    this.held = paused;
    this.wake();
  }

  /** From now on, nothing is given out. */
  close(): void {
    this.closed = true;
    this.wake();
  }

  /**
   * The next trial, to be given back with {@link done}. Waits while others run and no trial may run beside
   * them, since more may be added until the last has ended; undefined then. While nothing waits, `hungry` is
   * asked for more, and may promise some.
   */
  async take(hungry?: () => Promise<void> | undefined): Promise<PlannedTrial | undefined> {
    while (!this.closed) {
      const promised = this.isHungry ? hungry?.() : undefined;
      if (promised) {
        await promised;
        continue;
      }
      if (!this.held && this.toRun > 0) {
        const next = this.next();
        if (next) return next;
      }
      if (this.toRun === 0 && this.underWay === 0) return undefined;
      await new Promise<void>((resolve) => this.waker.push(resolve));
    }
    return undefined;
  }

  /** More trials will be added: lanes wait for them, until {@link done}. */
  expect(): void {
    this.underWay++;
  }

  /** Ends a trial that was taken, or one that was expected. */
  done(trial?: PlannedTrial): void {
    this.underWay--;
    if (trial) this.admission.leave(trial);
    this.wake();
  }

  private next(): PlannedTrial | undefined {
    const from = this.waiting.length > 0 ? this.waiting : this.risky;
    const isNext = (trial: PlannedTrial): boolean =>
      (!this.inOrder || trial === from[0]) && this.admission.admits(trial);
    const next =
      takeFirst(from, (trial) => isNext(trial) && !this.waits(trial)) ??
      (this.underWay === 0 ? takeFirst(from, isNext) : undefined);
    if (!next) return undefined;
    this.taken++;
    this.underWay++;
    this.admission.enter(next);
    return next;
  }

  /** Lets waiting lanes look again. */
  wake(): void {
    for (const resolve of this.waker.splice(0)) resolve();
  }
}

function takeFirst(
  from: PlannedTrial[],
  accepts: (trial: PlannedTrial) => boolean,
): PlannedTrial | undefined {
  const index = from.findIndex(accepts);
  return index < 0 ? undefined : from.splice(index, 1)[0];
}
