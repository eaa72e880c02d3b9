import { type Configuration, configurationHash } from '../configuration.ts';
import { SweepError } from '../errors.ts';
import { mayEnd } from '../sampler/endOfSearch.ts';
import { samplerOf } from '../sampler/index.ts';
import { isKnownBeforehand, isOpenEnded } from '../sampler/proposeAll.ts';
import type { Observation } from '../sampler/sampler.ts';
import type { PlannedConfiguration, PlannedTrial, RunningSweep } from '../store/store.ts';
import { MOST_CONFIGURATIONS } from '../sweepfile/spec.ts';
import { AfterSearch, type Round } from './afterSearch.ts';
import { replicateSeeds } from './identity.ts';
import { Learning } from './learning.ts';
import type { Past } from './past.ts';
import { Described, planSweep } from './planSweep.ts';
import type { Pruning } from './pruning.ts';
import type { SweepRequest } from './runSweep.ts';
import type { Sharing } from './sharing.ts';

export interface SearchRequest extends Pick<SweepRequest, 'spec' | 'workload' | 'configurations' | 'among'> {
  /** What earlier sweeps have shown. */
  readonly earlier?: readonly Observation[] | undefined;
}

/** What else is told of the trials. */
interface SearchFollowers {
  readonly pruning?: Pruning | undefined;
  readonly sharing?: Sharing | undefined;
}

/** What a search answers when it is asked: what records the trials of a proposal, `later` where it has to wait first. */
export type Asked = (() => PlannedTrial[]) | 'later' | undefined;

/** The configurations of a run, which a higher run cap may add to, and how many of their trials it has to run. */
export class Search {
  private readonly request: SearchRequest;
  private readonly sweep: RunningSweep;
  /** Those that are known; of a source, what it had proposed before this run. */
  private configurations: readonly PlannedConfiguration[];
  /** How many a source has proposed, those among them. */
  private proposed: number;
  private runCap: number | undefined;
  /** Where configurations are proposed as slots become free. */
  private readonly source: Source | undefined;
  private readonly followers: SearchFollowers;
  private isExhausted = false;
  private isClosed = false;
  /** Numbers of the trials that ended in this run. */
  private readonly endedHere = new Set<number>();
  /** What follows it. */
  private readonly after: AfterSearch;
  /** Trials that were in the queue when they were planned, and those that had ended before. */
  queued = 0;
  skipped = 0;

  /** Tells others of the trials, too. */
  constructor(request: SearchRequest, sweep: RunningSweep, past: Past, followers: SearchFollowers = {}) {
    this.request = request;
    this.followers = followers;
    this.sweep = sweep;
    const { spec, workload } = request;
    this.after = new AfterSearch(spec, workload, sweep, past);
    const isListed = isKnownBeforehand(spec) && !mayEnd(spec);
    this.source = isListed ? undefined : sourceOf(request, sweep, past);
    this.configurations = this.source?.begun ?? request.configurations;
    this.proposed = this.configurations.length;
    this.runCap = spec.runCap;
    const { raisedRunCap } = sweep;
    const more = raisedRunCap === undefined ? [] : this.propose(raisedRunCap);
    if (typeof more !== 'string' && raisedRunCap !== undefined) this.add(more, raisedRunCap);
  }

  /** Records the trials of all configurations that are known and returns them as they stand in the database. */
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
    return isOpenEnded(this.request.spec);
  }

  /** How many trials are going to be added to those that are planned; undefined where nobody knows. */
  get toCome(): number | undefined {
    if (!this.source || this.isExhausted) return 0;
    const { configurations, spec } = this.request;
    const most = this.runCap ?? (isKnownBeforehand(spec) ? configurations.length : undefined);
    return most === undefined ? undefined : Math.max(0, most - this.proposed) * spec.replicates;
  }

  /** How many trials of finals are going to be added when the search has ended, as far as one knows. */
  get finalsToCome(): number {
    const { replicates } = this.request.spec;
    const toCome = this.toCome === undefined ? Infinity : this.toCome / replicates;
    return this.after.finalsToCome(this.source ? this.proposed + toCome : this.configurations.length);
  }

  /** Whether all of its trials have ended, or nothing more is to be asked of it. */
  get hasEnded(): boolean {
    return this.isClosed || this.after.hasBegun;
  }

  /** Proposes nothing more, though it might. */
  close(): void {
    this.isClosed = true;
  }

  /** Records the trials that follow the search, all of whose trials have ended; undefined where none do. */
  get whatFollows(): (() => Round | undefined) | undefined {
    return this.after.isOver ? undefined : () => this.after.plan(!this.isClosed);
  }

  /** Counts the trials of a round whose plan was committed; returns how many had ended in this run, and all to be run. */
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

  /** Asks for another configuration; undefined where there is none. */
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

  /** Why nothing more is proposed, where that was decided by what came of it. */
  get ending(): string | undefined {
    return this.source?.ending;
  }

  /** A trial has ended, which is committed; one that was interrupted is going to be trained in another run. */
  ended(trial: PlannedTrial, isInterrupted = false): void {
    this.followers.pruning?.ended(trial.number);
    this.followers.sharing?.ended(trial.number);
    if (isInterrupted) return;
    this.endedHere.add(trial.number);
    this.source?.ended(trial);
  }

  /** A trial is tried again that was lost. */
  again(trial: PlannedTrial): void {
    if (trial.replicate < this.request.spec.replicates) this.followers.pruning?.planned([trial]);
    this.followers.sharing?.ended(trial.number);
    this.followers.sharing?.planned([trial]);
  }

  /** Counts trials whose plan was committed, and returns them with what they share. */
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
    const { spec, workload } = this.request;
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

/** Where configurations come from that are proposed one at a time. */
export interface Source {
  /** Those that it has proposed already, in earlier runs. */
  readonly begun: readonly PlannedConfiguration[];
  /** Why it ended before it had proposed all that it might, in a sentence. */
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
