import type { Configuration } from '../configuration.ts';
import type { ObservedTrial, RunningSweep } from '../store/store.ts';

/** The trials that a sweep had before this run, read once, and only if something learns from them. */
export class Past {
  private readonly sweep: Pick<RunningSweep, 'observe' | 'proposals'>;
  private observed: ReadonlyMap<number, ObservedTrial> | undefined;
  private configurations: ReadonlyMap<number, Configuration> | undefined;

  constructor(sweep: Pick<RunningSweep, 'observe' | 'proposals'>) {
    this.sweep = sweep;
  }

  /** By number. */
  get trials(): readonly ObservedTrial[] {
    return [...this.byNumber().values()];
  }

  trial(number: number): ObservedTrial {
    return this.byNumber().get(number)!;
  }

  configuration(trial: number): Configuration {
    this.configurations ??= new Map(
      this.sweep
        .proposals()
        .flatMap(({ configuration, trials }) => trials.map((number) => [number, configuration] as const)),
    );
    return this.configurations.get(trial)!;
  }

  private byNumber(): ReadonlyMap<number, ObservedTrial> {
    this.observed ??= new Map(this.sweep.observe().map((trial) => [trial.number, trial]));
    return this.observed;
  }
}
