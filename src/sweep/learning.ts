import { type Configuration, configurationHash } from '../configuration.ts';
import { SweepError } from '../errors.ts';
import { mean } from '../metric/spread.ts';
import { endOfSearch } from '../sampler/endOfSearch.ts';
import { fitsSpace } from '../sampler/fitsSpace.ts';
import type { Observation, Proposal, Sampler } from '../sampler/sampler.ts';
import type { ObservedTrial, PlannedConfiguration, PlannedTrial, RunningSweep } from '../store/store.ts';
import type { Spec } from '../sweepfile/spec.ts';
import type { Past } from './past.ts';
import { Described } from './planSweep.ts';
import type { SweepRequest } from './runSweep.ts';
import type { Source } from './search.ts';

/** A configuration that was proposed. */
interface Proposed {
  readonly configuration: Configuration;
  readonly index: number;
  /** Numbers of its trials, by replicate, and of those that have not ended; empty until they are planned. */
  trials: readonly number[];
  open: Set<number>;
  /** How it fared, once all of them have; null where that is nothing to learn from. */
  observation: Observation | null | undefined;
}

/**
 * A search that learns from what it tried. The configurations of the sweep, in the order in which they were recorded,
 * are its proposals: a run that goes on with the sweep takes them as they are and asks for the next one.
 */
export class Learning implements Source {
  readonly begun: readonly PlannedConfiguration[];
  private readonly spec: Spec;
  private readonly among: readonly Configuration[] | undefined;
  private readonly sampler: Sampler;
  /** What a sampler that does not adapt has proposed so far, and goes on to propose. */
  private readonly fixed: Iterator<Proposal> | undefined;
  ending: string | undefined;
  private readonly sweep: RunningSweep;
  private readonly proposed: Proposed[] = [];
  private readonly byHash = new Map<string, Proposed>();

  constructor(
    { spec, workload, among }: Pick<SweepRequest, 'spec' | 'workload' | 'among'>,
    sampler: Sampler,
    sweep: RunningSweep,
    past: Past,
  ) {
    this.spec = spec;
    this.among = among;
    this.sampler = sampler;
    this.fixed = sampler.adaptive ? undefined : sampler.search(spec)[Symbol.iterator]();
    this.sweep = sweep;
    const begun: PlannedConfiguration[] = [];
    for (const { configuration, trials } of sweep.proposals()) {
      const description = fitsSpace(spec, configuration) ? workload.describe(configuration) : undefined;
      // What an edited spec no longer holds is learnt from, but not trained any more.
      const goesOn = description !== undefined && !(description instanceof SweepError);
      if (goesOn) begun.push(new Described(configuration, description));
      const observed = trials.map((number) => past.trial(number));
      this.add(configuration).observation = observationOf(this.proposed.length - 1, configuration, observed);
    }
    this.begun = begun;
  }

  next(): Configuration | 'later' | undefined {
    const index = this.proposed.length;
    const knownTo = Math.max(0, index - this.spec.lookahead);
    const before = this.proposed.slice(0, knownTo);
    if (before.some(({ observation }) => observation === undefined)) return 'later';
    const known = before.flatMap(({ observation }) => observation ?? []);
    // Of one that a person cancelled nothing is known either: it is not proposed again.
    const pending = this.proposed
      .filter(({ observation }, at) => at >= knownTo || !observation)
      .map(({ configuration }) => configuration);
    this.ending = endOfSearch(this.spec, known);
    if (this.ending !== undefined) return undefined;
    const configuration = this.sampler.adaptive
      ? this.sampler.propose(this.spec, index, { known, pending, among: this.among })
      : this.nextFixed();
    if (configuration) this.add(configuration);
    return configuration;
  }

  /** The next one that was not tried before. */
  private nextFixed(): Configuration | undefined {
    for (;;) {
      const configuration = this.fixed!.next().value?.configuration as Configuration | undefined;
      if (!configuration || !this.byHash.has(configurationHash(configuration))) return configuration;
    }
  }

  planned(trials: readonly PlannedTrial[]): void {
    for (const trial of trials) {
      const of = this.of(trial);
      of.trials = [...of.trials, trial.number];
      if (trial.state === 'queued' || trial.state === 'running') of.open.add(trial.number);
    }
    for (const trial of trials) {
      const of = this.of(trial);
      of.observation = of.open.size > 0 ? undefined : (of.observation ?? this.observe(of));
    }
  }

  ended(trial: PlannedTrial): void {
    const of = this.of(trial);
    of.open.delete(trial.number);
    if (of.open.size === 0) of.observation = this.observe(of);
  }

  private observe({ index, configuration, trials }: Proposed): Observation | null {
    return observationOf(index, configuration, this.sweep.observe(trials));
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

/** How a configuration fared; null where there is nothing to learn from it, such as a trial that a person cancelled. */
function observationOf(
  index: number,
  configuration: Configuration,
  trials: readonly ObservedTrial[],
): Observation | null {
  const state = (['completed', 'pruned', 'failed'] as const).find((each) =>
    trials.some((trial) => trial.state === each),
  );
  if (!state) return null;
  const values = trials.filter((trial) => trial.state === state).flatMap((trial) => metricOf(trial) ?? []);
  return {
    index,
    configuration,
    state,
    value: values.length > 0 ? mean(values) : undefined,
    lastStep: Math.max(0, ...trials.map(({ lastStep }) => lastStep ?? 0)),
    curve: trials[0]!.curve,
  };
}

/** What a failed trial had reported is no value of it. */
function metricOf({ state, value, curve }: ObservedTrial): number | null | undefined {
  if (state === 'failed') return undefined;
  return value ?? (state === 'pruned' ? curve.at(-1)?.value : undefined);
}
