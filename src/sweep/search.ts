import { type Configuration, configurationHash } from '../configuration.ts';
import { SweepError } from '../errors.ts';
import { configurationsOf, isOpenEnded } from '../sampler/proposeAll.ts';
import type { PlannedConfiguration, PlannedTrial, RunningSweep } from '../store/store.ts';
import { MOST_CONFIGURATIONS } from '../sweepfile/spec.ts';
import { replicateSeeds } from './identity.ts';
import { Described, planSweep } from './planSweep.ts';
import type { SweepRequest } from './runSweep.ts';

/** The configurations of a run, which a higher run cap may add to, and how many of their trials it has to run. */
export class Search {
  private readonly request: Pick<SweepRequest, 'spec' | 'workload' | 'configurations'>;
  private readonly sweep: RunningSweep;
  private configurations: readonly PlannedConfiguration[];
  private runCap: number | undefined;
  /** What is not yet planned of an open-ended search; undefined where all of it is known beforehand. */
  private readonly open: Iterator<Configuration> | undefined;
  /** Trials that were in the queue when they were planned, and those that had ended before. */
  queued = 0;
  skipped = 0;

  constructor(request: Pick<SweepRequest, 'spec' | 'workload' | 'configurations'>, sweep: RunningSweep) {
    this.request = request;
    this.sweep = sweep;
    this.configurations = request.configurations;
    this.runCap = request.spec.runCap;
    this.open = isOpenEnded(request.spec) ? configurationsOf(request.spec) : undefined;
    const { raisedRunCap } = sweep;
    const more = raisedRunCap === undefined ? [] : this.propose(raisedRunCap);
    if (typeof more !== 'string' && raisedRunCap !== undefined) this.add(more, raisedRunCap);
  }

  /** Records the trials of all configurations and returns them as they stand in the database. */
  begin(): PlannedTrial[] {
    return this.plan(this.configurations);
  }

  /**
   * Takes in the configurations that the spec would propose after the others had it said so from the start and
   * returns what records their trials; or, as a text, why there are none.
   */
  raise(runCap: number): (() => PlannedTrial[]) | string {
    const more = this.propose(runCap);
    if (typeof more === 'string') return more;
    this.add(more, runCap);
    return () => {
      this.sweep.raiseRunCap(runCap);
      return this.plan(more);
    };
  }

  /** Whether further configurations are proposed as slots become free, without end. */
  get isOpenEnded(): boolean {
    return this.open !== undefined;
  }

  /** Proposes so many further configurations and returns what records their trials; undefined where none is left. */
  next(count: number): (() => PlannedTrial[]) | undefined {
    const more: PlannedConfiguration[] = [];
    while (more.length < count) {
      const { done, value: configuration } = this.open!.next();
      if (done) break;
      const description = this.request.workload.describe(configuration);
      if (description instanceof SweepError) throw description;
      more.push(new Described(configuration, description));
    }
    return more.length === 0 ? undefined : () => this.plan(more);
  }

  /** Counts trials whose plan was committed. */
  count(trials: readonly PlannedTrial[]): void {
    const queued = trials.filter(({ state }) => state === 'queued').length;
    this.queued += queued;
    this.skipped += trials.length - queued;
  }

  private propose(runCap: number): readonly PlannedConfiguration[] | string {
    const { spec, workload } = this.request;
    if (this.runCap === undefined)
      return this.open
        ? 'This sweep has no run_cap: it goes on until it is stopped.'
        : 'This sweep has no run_cap: it tries every cell of its grid.';
    if (!Number.isInteger(runCap) || runCap < 1 || runCap > MOST_CONFIGURATIONS)
      return `run_cap must be a whole number from 1 to ${MOST_CONFIGURATIONS}, not ${runCap}.`;
    if (runCap <= this.runCap)
      return `run_cap is ${this.runCap} already. A higher number adds configurations; a lower one takes none back.`;
    const { configurations, impossible } = planSweep({ ...spec, runCap }, workload);
    if (impossible.length > 0) return `Nothing was added: ${impossible[0]!.error.message}`;
    const known = new Set(this.configurations.map(({ configuration }) => configurationHash(configuration)));
    const more = configurations.filter(({ configuration }) => !known.has(configurationHash(configuration)));
    if (more.length === 0) return `The space holds no more than ${known.size} different configurations.`;
    return more;
  }

  private add(more: readonly PlannedConfiguration[], runCap: number): void {
    this.configurations = [...this.configurations, ...more];
    this.runCap = runCap;
  }

  private plan(configurations: readonly PlannedConfiguration[]): PlannedTrial[] {
    return this.sweep.planTrials(configurations, replicateSeeds(this.request.spec));
  }
}
