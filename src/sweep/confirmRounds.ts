import { FIRST_LOOK } from '../analysis/index.ts';
import { configurationHash } from '../configuration.ts';
import type { ObservedTrial, PlannedConfiguration, PlannedTrial, RunningSweep } from '../store/store.ts';
import type { Confirmed } from '../sweepfile/finals.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { raceBetween } from './contenders.ts';
import { type FollowUp, leftOf, type Round } from './followUp.ts';
import { seedAfterSearch } from './identity.ts';

/** A race between configurations of a sweep whose search has ended, as it is stored with the sweep. */
export interface ConfirmRequest {
  readonly spec: Spec;
  readonly confirm: Confirmed;
  /** The contenders, in the order of `confirm.contenders`. */
  readonly configurations: readonly PlannedConfiguration[];
}

/**
 * The rounds of a race: the seeds before the first look together, then a seed each for those that are still in it. They are
 * trials of finals, with the same seeds for every contender. What failed or was cancelled in this run is out; in
 * a later run it is tried again.
 */
export class ConfirmRounds implements FollowUp {
  readonly hasBegun = true;
  isOver = false;
  private readonly request: ConfirmRequest;
  private readonly sweep: RunningSweep;
  private readonly hashes: readonly string[];
  private toCome: number;
  /** Numbers of the trials that this run has begun. */
  private readonly held = new Set<number>();
  /** Contenders whose departure was announced. */
  private readonly announced: Set<number>;

  constructor(request: ConfirmRequest, sweep: RunningSweep) {
    this.request = request;
    this.sweep = sweep;
    this.hashes = request.configurations.map(({ configuration }) => configurationHash(configuration));
    const { active, seeds, departures, isOver } = this.race();
    this.toCome = isOver ? 0 : active.length * (request.confirm.seeds - seeds);
    this.announced = new Set(departures.map(({ contender }) => contender));
  }

  plannedInSearch(): void {}

  finalsToCome(): number {
    return this.isOver ? 0 : this.toCome;
  }

  plan(): Round | undefined {
    const { spec, confirm, configurations } = this.request;
    const { active, seeds: done, departures, isOver } = this.race();
    if (isOver) return undefined;
    const seeds = Math.min(confirm.seeds, Math.max(FIRST_LOOK, done + 1));
    const racing = active.map((contender) => configurations[contender]!);
    const trials: PlannedTrial[] = [];
    for (let index = done; index < seeds; index++) {
      const planned = this.sweep.planTrials(racing, [seedAfterSearch(spec, index)], spec.replicates + index);
      trials.push(...planned.filter(({ state }) => state === 'queued'));
    }
    if (trials.length === 0) return undefined;
    const news = departures.filter(({ contender }) => !this.announced.has(contender));
    const left = leftOf(
      news,
      configurations.map(({ configuration }) => configuration),
    );
    const race = { seeds, toCome: active.length * (confirm.seeds - seeds), left };
    return { kind: 'confirm', configurations: active.length, trials, race };
  }

  begun(round: Round | undefined): void {
    this.isOver = round === undefined;
    this.toCome = round?.race?.toCome ?? 0;
    for (const { number } of round?.trials ?? []) this.held.add(number);
    for (const { contender } of round?.race?.left ?? []) this.announced.add(contender);
  }

  private race() {
    const { spec, confirm } = this.request;
    const observed = new Map(this.sweep.observe().map((trial) => [trial.number, trial]));
    const proposed = this.sweep.proposals().map(({ configuration, trials }) => {
      return { configuration, trials: trials.map((number) => observed.get(number)!) };
    });
    const { replicates, metric } = spec;
    const settings = { goal: metric.goal, replicates, seeds: confirm.seeds };
    return raceBetween(this.hashes, proposed, settings, (trial) => this.isOut(trial));
  }

  private isOut({ number, state }: ObservedTrial): boolean {
    return state === 'pruned' || (this.held.has(number) && (state === 'failed' || state === 'cancelled'));
  }
}
