import { type Configuration, configurationHash } from '../configuration.ts';
import { SweepError } from '../errors.ts';
import { endOfSearch } from '../sampler/endOfSearch.ts';
import { fitsSpace } from '../sampler/fitsSpace.ts';
import type { Observation, Proposal, Sampler } from '../sampler/sampler.ts';
import type { ObservedTrial, PlannedConfiguration, PlannedTrial, RunningSweep } from '../store/store.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { longerOnes } from './longerOnes.ts';
import { observationOf } from './observationOf.ts';
import type { Past } from './past.ts';
import { Described } from './planSweep.ts';
import type { SearchRequest, Source } from './search.ts';

/** A configuration that was proposed. */
interface Proposed {
  readonly configuration: Configuration;
  readonly index: number;
  /** Numbers of its trials, by replicate, and of those that have not ended; empty until they are planned. */
  trials: readonly number[];
  open: Set<number>;
  /** Its result, once all trials have ended; null if there is nothing to learn from it. */
  observation: Observation | null | undefined;
  /** The same as the search left it: a trial that was pruned and then went on counts as pruned. */
  searched?: Observation | null;
}

/**
 * An adaptive search. The configurations of the sweep, in the order in which they were recorded, are its
 * proposals: a run that goes on with the sweep takes them as they are and asks for the next one.
 */
export class Learning implements Source {
  readonly begun: readonly PlannedConfiguration[];
  private readonly spec: Spec;
  private readonly among: readonly Configuration[] | undefined;
  private readonly sampler: Sampler;
  private readonly earlier: readonly Observation[] | undefined;
  /** The further proposals of a sampler that does not adapt. */
  private readonly fixed: Iterator<Proposal> | undefined;
  ending: string | undefined;
  private readonly sweep: RunningSweep;
  private readonly proposed: Proposed[] = [];
  private readonly byHash = new Map<string, Proposed>();

  constructor(
    { spec, workload, among, earlier }: SearchRequest,
    sampler: Sampler,
    sweep: RunningSweep,
    past: Past,
  ) {
    this.earlier = earlier;
    this.spec = spec;
    this.among = among;
    this.sampler = sampler;
    this.fixed = sampler.adaptive ? undefined : sampler.search(spec)[Symbol.iterator]();
    this.sweep = sweep;
    const proposals = sweep.proposals();
    for (const { configuration, trials } of proposals) {
      this.take(
        this.add(configuration),
        trials.map((number) => past.trial(number)),
      );
    }
    // Configurations that an edited spec no longer contains are learnt from; only longer ones of them are trained.
    const before = proposals.map(({ configuration }) => configuration);
    const fitting = before.filter((configuration) => fitsSpace(spec, configuration));
    const most = Math.max(spec.runCap ?? Infinity, sweep.raisedRunCap ?? 0);
    const longer = longerOnes(spec, workload, before).slice(0, Math.max(0, most - fitting.length));
    this.begun = [...fitting, ...longer].flatMap((configuration) => {
      const description = workload.describe(configuration);
      return description instanceof SweepError ? [] : [new Described(configuration, description)];
    });
    const known = new Set(before);
    for (const { configuration } of this.begun) if (!known.has(configuration)) this.add(configuration);
  }

  next(runCap: number | undefined): Configuration | 'later' | undefined {
    const index = this.proposed.length;
    const knownTo = Math.max(0, index - this.spec.lookahead);
    const before = this.proposed.slice(0, knownTo);
    if (before.some(({ observation }) => observation === undefined)) return 'later';
    const known = before.flatMap(({ observation }) => observation ?? []);
    // A configuration that a person cancelled has no result either: it is not proposed again.
    const pending = this.proposed
      .filter(({ observation }, at) => at >= knownTo || !observation)
      .map(({ configuration }) => configuration);
    this.ending = endOfSearch(
      this.spec,
      before.flatMap(({ searched }) => searched ?? []),
    );
    if (this.ending !== undefined) return undefined;
    const configuration = this.sampler.adaptive
      ? this.sampler.propose({ ...this.spec, ...(runCap === undefined ? {} : { runCap }) }, index, {
          known,
          pending,
          among: this.among,
          earlier: this.earlier,
        })
      : this.nextFixed();
    if (configuration) this.add(configuration);
    return configuration;
  }

  /** The next configuration that was not tried before. */
  private nextFixed(): Configuration | undefined {
    for (;;) {
      const configuration = this.fixed!.next().value?.configuration as Configuration | undefined;
      if (!configuration || !this.byHash.has(configurationHash(configuration))) return configuration;
    }
  }

  planned(trials: readonly PlannedTrial[]): void {
    for (const trial of trials) {
      const of = this.of(trial);
      of.trials = [...new Set([...of.trials, trial.number])];
      if (trial.state === 'queued' || trial.state === 'running') of.open.add(trial.number);
    }
    for (const trial of trials) {
      const of = this.of(trial);
      if (of.open.size > 0) of.observation = undefined;
      else if (!of.observation) this.observe(of);
    }
  }

  ended(trial: PlannedTrial): void {
    const of = this.of(trial);
    of.open.delete(trial.number);
    if (of.open.size === 0) this.observe(of);
  }

  private observe(of: Proposed): void {
    this.take(of, this.sweep.observe(of.trials));
  }

  /** Takes the results of its trials; those of its finals do not concern the search. */
  private take(of: Proposed, observed: readonly ObservedTrial[]): void {
    const trials = observed.filter(({ replicate }) => replicate < this.spec.replicates);
    const pruned = trials.map((trial) => (trial.thawed ? { ...trial, state: 'pruned' as const } : trial));
    of.observation = observationOf(of.index, of.configuration, trials);
    of.searched = observationOf(of.index, of.configuration, pruned);
  }

  private of({ configuration }: PlannedTrial): Proposed {
    return this.byHash.get(configurationHash(configuration))!;
  }

  private add(configuration: Configuration): Proposed {
    const index = this.proposed.length;
    const proposed: Proposed = { index, configuration, trials: [], open: new Set(), observation: undefined };
    this.proposed.push(proposed);
    this.byHash.set(configurationHash(configuration), proposed);
    return proposed;
  }
}
