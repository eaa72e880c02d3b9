import { type Configuration, configurationHash } from '../configuration.ts';
import { SweepError } from '../errors.ts';
import { mayEnd } from '../sampler/endOfSearch.ts';
import { samplerOf } from '../sampler/index.ts';
import { isKnownBeforehand, isOpenEnded, mostDrawn } from '../sampler/proposeAll.ts';
import type { Observation } from '../sampler/sampler.ts';
import type { PlannedConfiguration, PlannedTrial, RunningSweep } from '../store/store.ts';
import { MOST_CONFIGURATIONS } from '../sweepfile/spec.ts';
import { AfterSearch } from './afterSearch.ts';
import { ConfirmRounds } from './confirmRounds.ts';
import type { FollowUp, Round } from './followUp.ts';
import { replicateSeeds } from './identity.ts';
import { Learning } from './learning.ts';
import type { Past } from './past.ts';
import { Described, planSweep } from './planSweep.ts';
import type { Pruning } from './pruning.ts';
import type { SweepRequest } from './runSweep.ts';
import type { Sharing } from './sharing.ts';

export interface SearchRequest
  extends Pick<SweepRequest, 'spec' | 'workload' | 'configurations' | 'among' | 'confirm'> {
  /** Results of earlier sweeps. */
  readonly earlier?: readonly Observation[] | undefined;
}

/** Others that are told of the trials. */
interface SearchFollowers {
  readonly pruning?: Pruning | undefined;
  readonly sharing?: Sharing | undefined;
}

/**
 * A search's answer to a request for more: a function that records the trials of a proposal, or `later` if it
 * has to wait first.
 */
export type Asked = (() => PlannedTrial[]) | 'later' | undefined;

/**
 * The configurations of a run, which a higher run cap may extend, and the number of their trials that this
 * run has to train.
 */
export class Search {
  private readonly request: SearchRequest;
  private readonly sweep: RunningSweep;
  /** The known configurations; for a source, those that it had proposed before this run. */
  private configurations: readonly PlannedConfiguration[];
  /** Number of proposals of a source, including those. */
  private proposed: number;
  private runCap: number | undefined;
  /** Most configurations that its space holds. */
  private readonly size: number;
  /** Set if configurations are proposed as slots become free. */
  private readonly source: Source | undefined;
  private readonly followers: SearchFollowers;
  private isExhausted = false;
  private isClosed = false;
  /** Numbers of the trials that ended in this run. */
  private readonly endedHere = new Set<number>();
  /** The rounds that follow it. */
  private readonly after: FollowUp;
  /** Numbers of trials that were queued when they were planned, and that had ended before. */
  queued = 0;
  skipped = 0;

  /** Also tells the followers of the trials. */
  constructor(request: SearchRequest, sweep: RunningSweep, past: Past, followers: SearchFollowers = {}) {
    this.request = request;
    this.followers = followers;
    this.sweep = sweep;
    const { spec, workload, confirm, configurations } = request;
    this.runCap = spec.runCap;
    this.size = mostDrawn({ space: spec.space });
    if (confirm) {
      this.after = new ConfirmRounds({ spec, confirm, configurations }, sweep);
      this.configurations = [];
      this.proposed = 0;
      return;
    }
    this.after = new AfterSearch(spec, workload, sweep, past);
    const isListed = isKnownBeforehand(spec) && !mayEnd(spec);
    this.source = isListed ? undefined : sourceOf(request, sweep, past);
    this.configurations = this.source?.begun ?? configurations;
    this.proposed = this.configurations.length;
    const { raisedRunCap } = sweep;
    const more = raisedRunCap === undefined ? [] : this.propose(raisedRunCap);
    if (typeof more !== 'string' && raisedRunCap !== undefined) this.add(more, raisedRunCap);
  }

  /** Records the trials of all known configurations and returns them as the database has them. */
  begin(): PlannedTrial[] {
    return this.plan(this.configurations);
  }

  /**
   * Adds the configurations that the spec would propose with the higher run cap, and returns the function
   * that records their trials, or a text that says why there are none.
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
    return !this.request.confirm && isOpenEnded(this.request.spec);
  }

  /** Number of trials that will be added to the planned ones; undefined if unknown. */
  get toCome(): number | undefined {
    if (!this.source || this.isExhausted) return 0;
    const { configurations, spec } = this.request;
    const known = isKnownBeforehand(spec) ? configurations.length : undefined;
    const most = this.runCap === undefined ? known : Math.min(this.runCap, this.size);
    return most === undefined ? undefined : Math.max(0, most - this.proposed) * spec.replicates;
  }

  /** Number of final trials that will be added when the search has ended, as far as it is known. */
  get finalsToCome(): number {
    const { replicates } = this.request.spec;
    const toCome = this.toCome === undefined ? Infinity : this.toCome / replicates;
    return this.after.finalsToCome(this.source ? this.proposed + toCome : this.configurations.length);
  }

  /** Whether all of its trials have ended, or no more may be requested of it. */
  get hasEnded(): boolean {
    return this.isClosed || this.after.hasBegun;
  }

  /** Stops proposing, even if the search could go on. */
  close(): void {
    this.isClosed = true;
  }

  /**
   * Records the trials of the round that follows, once all trials of the search have ended; undefined if
   * there is none.
   */
  get whatFollows(): (() => Round | undefined) | undefined {
    return this.after.isOver ? undefined : () => this.after.plan(!this.isClosed);
  }

  /**
   * Counts the trials of a committed round; returns how many had ended in this run, and all that are to run.
   */
  countRound(round: Round | undefined): { readonly again: number; readonly trials: readonly PlannedTrial[] } {
    this.after.begun(round);
    if (!round) return { again: 0, trials: [] };
    const { kind, trials } = round;
    const ended = trials.filter(({ number }) => this.endedHere.has(number)).length;
    const { pruning, sharing } = this.followers;
    this.queued += trials.length - ended;
    if (kind === 'thaw') {
      this.skipped -= trials.length - ended;
      this.source?.planned(trials);
      pruning?.planned(trials);
    }
    return { again: kind === 'thaw' ? ended : 0, trials: sharing?.planned(trials) ?? trials };
  }

  /** Requests another configuration; undefined if there is none. */
  next(): Asked {
    if (this.isClosed || !this.source || this.isExhausted) return undefined;
    if (this.runCap !== undefined && this.proposed >= this.runCap) return undefined;
    const configuration = this.source.next();
    if (configuration === 'later') return 'later';
    if (configuration === undefined) {
      this.isExhausted = true;
      return undefined;
    }
    const description = this.request.workload.describe(configuration);
    if (description instanceof SweepError) throw description;
    this.proposed++;
    const more = [new Described(configuration, description)];
    return () => this.plan(more);
  }

  /** Why nothing more is proposed, if results decided that. */
  get ending(): string | undefined {
    return this.source?.ending;
  }

  /** Records the committed end of a trial; an interrupted one will be trained in another run. */
  ended(trial: PlannedTrial, isInterrupted = false): void {
    this.followers.pruning?.ended(trial.number);
    this.followers.sharing?.ended(trial.number, isInterrupted);
    if (isInterrupted) return;
    this.endedHere.add(trial.number);
    this.source?.ended(trial);
  }

  /** Records that a lost trial is tried again. */
  again(trial: PlannedTrial): void {
    if (trial.replicate < this.request.spec.replicates) this.followers.pruning?.planned([trial]);
    this.followers.sharing?.ended(trial.number);
    this.followers.sharing?.planned([trial]);
  }

  /** Counts trials whose plan was committed, and returns them with the steps that they share. */
  count(trials: readonly PlannedTrial[]): readonly PlannedTrial[] {
    const queued = trials.filter(({ state }) => state === 'queued').length;
    this.queued += queued;
    this.skipped += trials.length - queued;
    this.source?.planned(trials);
    this.followers.pruning?.planned(trials);
    this.after.plannedInSearch(trials);
    return this.followers.sharing?.planned(trials) ?? trials;
  }

  private propose(runCap: number): readonly PlannedConfiguration[] | string {
    const { spec, workload, confirm } = this.request;
    if (confirm) return 'Its leading configurations are being confirmed: `sweep run` searches on after that.';
    if (this.runCap === undefined)
      return this.source
        ? 'This sweep has no run_cap: it goes on until it is stopped.'
        : 'This sweep has no run_cap: it tries every cell of its grid.';
    if (!Number.isInteger(runCap) || runCap < 1 || runCap > MOST_CONFIGURATIONS)
      return `run_cap must be a whole number from 1 to ${MOST_CONFIGURATIONS}, not ${runCap}.`;
    if (runCap <= this.runCap)
      return `run_cap is ${this.runCap} already. A higher number adds configurations; a lower one takes none back.`;
    if (this.source) return [];
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

/** Proposes configurations one at a time. */
export interface Source {
  /** The configurations that it proposed in earlier runs. */
  readonly begun: readonly PlannedConfiguration[];
  /** A sentence that says why it ended before it had proposed everything. */
  readonly ending?: string | undefined;
  next(): Configuration | 'later' | undefined;
  planned(trials: readonly PlannedTrial[]): void;
  ended(trial: PlannedTrial): void;
}

function sourceOf(request: SearchRequest, sweep: RunningSweep, past: Past): Source {
  const { spec } = request;
  const sampler = samplerOf(spec);
  if (sampler.adaptive || mayEnd(spec)) return new Learning(request, sampler, sweep, past);
  const drawn = sampler.search(spec)[Symbol.iterator]();
  return {
    begun: [],
    next: () => drawn.next().value?.configuration,
    planned: () => {},
    ended: () => {},
  };
}
