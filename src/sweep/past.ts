import type { ObservedTrial, RunningSweep } from '../store/store.ts';

/** The trials that a sweep had before this run, read once, and only if something learns from them. */
export class Past {
  private readonly sweep: Pick<RunningSweep, 'observe'>;
  private observed: ReadonlyMap<number, ObservedTrial> | undefined;

  constructor(sweep: Pick<RunningSweep, 'observe'>) {
    this.sweep = sweep;
  }

  /** By number. */
  get trials(): readonly ObservedTrial[] {
    return [...this.byNumber().values()];
  }

  trial(number: number): ObservedTrial {
    return this.byNumber().get(number)!;
  }

  private byNumber(): ReadonlyMap<number, ObservedTrial> {
    this.observed ??= new Map(this.sweep.observe().map((trial) => [trial.number, trial]));
    return this.observed;
  }
}
