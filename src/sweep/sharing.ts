import type { PlannedTrial, RunningSweep } from '../store/store.ts';
import type { Reckoning, Workload } from '../trainable/trainable.ts';
import { Prefixes } from './prefixes.ts';
import { type Beginner, StoredStates, twinKey } from './storedStates.ts';

/** A trial whose states others begin with. */
export interface Holder {
  /** Undefined for a trial of another sweep. */
  readonly number: number | undefined;
  /** The key of trials that do not begin with its states, as they have to train the same anew. */
  readonly twin: string | undefined;
  /** The trials that need a state of it, each with the state's step. */
  readonly followers: Map<Sharer, number>;
}

/** A trial of the run that has not ended. */
export interface Sharer extends Holder, Beginner {
  readonly number: number;
  /** Whether other trials may wait for it. */
  readonly isAwaitable: boolean;
  /** The steps after which it was told to leave a state, once it has begun. */
  statesAt: readonly number[] | undefined;
  /** The state that it will begin with or, before it has a state of its own, has begun with. */
  target: Target | undefined;
}

interface Target {
  readonly of: Holder;
  readonly step: number;
}

/**
 * Decides which trials begin with the steps of others. A trial waits only for one with a lower number, so two
 * never wait for each other; if that one ends too early, the trial begins with the states that exist.
 */
export class Sharing {
  private readonly workload: Pick<Workload, 'reckoning'>;
  private readonly sweep: Pick<RunningSweep, 'awaitStates'>;
  private readonly isAwaitable: (trial: PlannedTrial) => boolean;
  private readonly prefixes = new Prefixes<Sharer>();
  private readonly trials = new Map<number, Sharer>();
  private readonly stored: StoredStates;
  /** By the number of the trial that they follow, whether its states are of this run or of an earlier one. */
  private readonly followers = new Map<number, Sharer['followers']>();

  /** Nobody waits for a trial that is not awaitable. */
  constructor(
    workload: Pick<Workload, 'reckoning'>,
    sweep: Pick<RunningSweep, 'courses' | 'awaitStates'>,
    isAwaitable: (trial: PlannedTrial) => boolean = () => true,
  ) {
    this.workload = workload;
    this.sweep = sweep;
    this.isAwaitable = isAwaitable;
    this.stored = new StoredStates(
      () => sweep.courses(),
      (trial) => this.followersOf(trial),
    );
  }

  /** The course of a trial, if there is a state that it may begin with. */
  reckoningOf(number: number): Reckoning | undefined {
    const trial = this.trials.get(number);
    return trial && this.stored.steps(trial) > 0 ? trial.reckoning : undefined;
  }

  /** Registers queued trials and adds to each the number of first steps that it need not do, if any. */
  planned(trials: readonly PlannedTrial[]): readonly PlannedTrial[] {
    const { workload } = this;
    if (!workload.reckoning) return trials;
    const shared = new Map<number, number>();
    for (const trial of trials.toSorted((a, b) => a.number - b.number)) {
      if (trial.state !== 'queued') continue;
      const sharer = {
        number: trial.number,
        twin: undefined,
        key: twinKey(trial.configuration, trial.seed),
        reckoning: workload.reckoning(trial.configuration, trial.seed),
        isAwaitable: this.isAwaitable(trial),
        followers: this.followersOf(trial.number),
        statesAt: undefined,
        target: undefined,
      };
      this.trials.set(trial.number, sharer);
      this.prefixes.add(sharer, sharer.reckoning);
      this.aim(sharer);
      const steps = Math.max(this.targetOf(sharer)?.step ?? 0, this.stored.steps(sharer));
      if (steps > 0) shared.set(trial.number, steps);
    }
    return trials.map((trial) => {
      const sharedSteps = shared.get(trial.number);
      return sharedSteps === undefined ? trial : { ...trial, sharedSteps };
    });
  }

  /** Whether a trial should begin later because another one will soon do steps for it. */
  waits({ number }: PlannedTrial): boolean {
    const trial = this.trials.get(number);
    if (!trial) return false;
    this.aim(trial);
    return trial.target !== undefined && !this.isServed(trial);
  }

  /**
   * The steps after which a trial should leave a state, if it begins now after that step of its own, or after
   * 0.
   */
  begin(number: number, step: number): readonly number[] {
    const trial = this.trials.get(number);
    if (!trial) return [];
    trial.statesAt = awaitedOf(trial).filter((each) => each > step);
    return trial.statesAt;
  }

  /** Records a state that a trial has kept; it replaces states that nobody awaits. */
  reached(number: number, step: number, course: string | undefined): void {
    const trial = this.trials.get(number);
    if (!trial) return;
    this.release(trial);
    if (course === undefined) return;
    this.stored.add(trial, trial.reckoning, course, awaitedOf(trial).includes(step));
  }

  /**
   * A trial has ended. One that was interrupted goes on in another run: what it was to begin with stays, as it may have
   * no state of its own yet.
   */
  ended(number: number, isInterrupted = false): void {
    const trial = this.trials.get(number);
    if (!trial) return;
    this.trials.delete(number);
    if (!isInterrupted) this.release(trial);
  }

  /** Chooses the state that the trial begins with, if the chosen one neither exists nor is expected. */
  private aim(trial: Sharer): void {
    if (trial.statesAt || this.isServed(trial)) return;
    if (trial.target && this.isLive(trial.target.of, trial.target.step)) return;
    this.release(trial);
    const target = this.targetOf(trial);
    if (!target) return;
    trial.target = target;
    target.of.followers.set(trial, target.step);
    this.tell(target.of);
  }

  /** The state with the most steps that exists or is expected. */
  private targetOf(trial: Sharer): Target | undefined {
    const { reckoning, number } = trial;
    const stored = this.stored.steps(trial);
    for (let step = this.prefixes.shared(reckoning); step > stored; step--) {
      const passing = this.prefixes.through(reckoning.after(step));
      const of = passing.find((each) => each.number < number && this.isLive(each, step));
      if (of) return { of, step };
    }
    const of = stored > 0 ? this.stored.holder(trial, stored) : undefined;
    return of && of.number !== number ? { of, step: stored } : undefined;
  }

  /** Whether a trial of this run will leave a state after that step. */
  private isLive(holder: Holder, step: number): boolean {
    const trial = holder.number === undefined ? undefined : this.trials.get(holder.number);
    if (!trial || trial !== holder) return false;
    if (!trial.statesAt) return trial.isAwaitable;
    return trial.statesAt.includes(step) || step === trial.reckoning.steps;
  }

  private isServed(trial: Sharer): boolean {
    const { target } = trial;
    return target !== undefined && this.stored.holder(trial, target.step) !== undefined;
  }

  /** The trial needs no state of another one any more. */
  private release(trial: Sharer): void {
    const { target } = trial;
    if (!target) return;
    trial.target = undefined;
    target.of.followers.delete(trial);
    this.tell(target.of);
  }

  private followersOf(number: number): Sharer['followers'] {
    const followers = this.followers.get(number) ?? new Map<Sharer, number>();
    this.followers.set(number, followers);
    return followers;
  }

  private tell(holder: Holder): void {
    if (holder.number !== undefined) this.sweep.awaitStates(holder.number, awaitedOf(holder));
  }
}

function awaitedOf({ followers }: Holder): number[] {
  return [...new Set(followers.values())].sort((a, b) => a - b);
}
