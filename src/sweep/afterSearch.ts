import { configurationHash } from '../configuration.ts';
import { SweepError } from '../errors.ts';
import { groupBy } from '../groupBy.ts';
import { createPruner } from '../pruner/index.ts';
import { type Ended, type Thawed, thawOrder } from '../pruner/thaw.ts';
import { fitsSpace } from '../sampler/fitsSpace.ts';
import { finalTrials } from '../sampler/proposeAll.ts';
import type { ObservedTrial, PlannedTrial, RunningSweep } from '../store/store.ts';
import { scientificText } from '../sweepfile/roles/roles.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { trainableOf } from '../trainable/index.ts';
import type { Workload } from '../trainable/trainable.ts';
import { finalistsOf, leadersOf, type Tried } from './finalists.ts';
import type { FollowUp, Round } from './followUp.ts';
import { finalSeeds } from './identity.ts';
import type { Past } from './past.ts';
import { Described } from './planSweep.ts';

/**
 * The rounds that follow a search once all of its trials have ended: pruned trials go on where they stopped
 * (`thaw` of `early_terminate`), round after round until none is left, and then come the finals. Each round
 * depends on recorded data alone and begins when the one before it has ended, so that it is the same however
 * many trials run at once, and whether the sweep was interrupted or not.
 */
export class AfterSearch implements FollowUp {
  private readonly spec: Spec;
  private readonly workload: Workload;
  private readonly sweep: RunningSweep;
  /** Trials as they were planned, by number. */
  private readonly planned = new Map<number, PlannedTrial>();
  /** Hashes of the configurations whose finals this run has begun: failed finals are not begun again. */
  private readonly held = new Set<string>();
  /** Trials of finals that had completed before this run, and those that this run has begun. */
  private readonly finalTrials: Set<number>;
  /** Whether no round follows what the search has proposed so far. */
  isOver: boolean;
  /** Whether the search had ended, and has proposed nothing since. */
  hasBegun = false;

  /** `past` is read if the spec asks for finals. */
  constructor(spec: Spec, workload: Workload, sweep: RunningSweep, past: Past) {
    this.spec = spec;
    this.workload = workload;
    this.sweep = sweep;
    this.isOver = !this.mayFollow;
    const before = spec.finals ? past.trials : [];
    const done = before.filter(
      ({ replicate, state }) => replicate >= spec.replicates && state === 'completed',
    );
    this.finalTrials = new Set(done.map(({ number }) => number));
  }

  private get mayFollow(): boolean {
    return this.spec.finals !== undefined || this.spec.earlyTerminate?.thaw !== undefined;
  }

  /** Trials of the search, which may change the rounds that follow. */
  plannedInSearch(trials: readonly PlannedTrial[]): void {
    for (const trial of trials) this.planned.set(trial.number, trial);
    this.hasBegun = false;
    if (this.mayFollow) this.isOver = false;
  }

  /**
   * Number of final trials that are still to be planned for a search of that many configurations, if none
   * fails.
   */
  finalsToCome(configurations: number): number {
    const { finals } = this.spec;
    if (!finals || this.isOver) return 0;
    return Math.max(0, finalTrials(this.spec, configurations) - this.finalTrials.size);
  }

  /**
   * Records the trials of the next round; undefined if none follows. To be called once the search has ended;
   * `mayThaw` unless it ended for lack of time.
   */
  plan(mayThaw: boolean): Round | undefined {
    const observed = new Map(this.sweep.observe().map((trial) => [trial.number, trial]));
    const proposed = this.sweep.proposals().map(({ configuration, trials }) => {
      return { configuration, trials: trials.map((number) => observed.get(number)!) };
    });
    return (mayThaw ? this.planThaw(proposed) : undefined) ?? this.planFinals(proposed);
  }

  /** Must be called once the planned round is committed. */
  begun(round: Round | undefined): void {
    this.hasBegun = true;
    this.isOver = round === undefined;
    for (const trial of round?.trials ?? []) {
      this.planned.set(trial.number, trial);
      if (round!.kind !== 'finals') continue;
      this.held.add(configurationHash(trial.configuration));
      this.finalTrials.add(trial.number);
    }
  }

  /** Those of each scientific value, in turn. */
  private planThaw(proposed: readonly Tried[]): Round | undefined {
    const { earlyTerminate, metric, replicates, roles, setup } = this.spec;
    const { keepsStates, stepName } = trainableOf(setup.kind);
    const { thaw } = earlyTerminate ?? {};
    if (!earlyTerminate || thaw === undefined || !keepsStates) return undefined;
    const pruner = createPruner(earlyTerminate, metric, stepName);
    const alike = groupBy(proposed, ({ configuration }) =>
      scientificText(roles?.scientific ?? [], configuration),
    );
    return roundOf(
      'thaw',
      alike.flatMap((group) => {
        const trials = group.flatMap((each) => each.trials).filter(({ replicate }) => replicate < replicates);
        const order = thawOrder(trials.map(this.asEnded), pruner, metric, stepName);
        if (thaw === true) return this.thaw(order.promoted, Infinity);
        const before = trials.filter((trial) => trial.thawed).length;
        return this.thaw([...order.promoted, ...order.others], thaw - before);
      }),
    );
  }

  /** Records that the first of these trials go on, no more than `most`. */
  private thaw(order: readonly Thawed[], most: number): PlannedTrial[] {
    const thawed: PlannedTrial[] = [];
    for (const { trial, why } of order) {
      if (thawed.length >= most) break;
      const known = this.planned.get(trial);
      // Without its state it would have to begin anew, which costs more than pruning saved.
      const reckoning = known && this.workload.reckoning?.(known.configuration, known.seed);
      const state = known && this.sweep.trainingState(trial, reckoning);
      const attempt = state && this.sweep.thawTrial(trial, why);
      if (!attempt) continue;
      thawed.push({ ...known, ...attempt, state: 'queued', resumesAfter: state.step, thawed: why });
    }
    return thawed;
  }

  private readonly asEnded = ({ number, state, curve, thawed }: ObservedTrial): Ended => ({
    trial: number,
    curve,
    plannedSteps: this.planned.get(number)?.plannedSteps,
    isPruned: state === 'pruned' && !thawed,
  });

  private planFinals(proposed: readonly Tried[]): Round | undefined {
    const { finals, metric, replicates } = this.spec;
    if (!finals) return undefined;
    const leaders = finalistsOf(
      this.spec,
      leadersOf(proposed, { goal: metric.goal, replicates }).filter(({ configuration }) =>
        fitsSpace(this.spec, configuration),
      ),
    );
    // A configuration that was a finalist before better ones came ends the finals that it has begun.
    const begun = proposed.filter(({ trials }) =>
      trials.some(({ replicate, state }) => replicate >= replicates && state === 'queued'),
    );
    const planned = [...new Set([...leaders, ...begun])].flatMap(({ configuration }) => {
      const hash = configurationHash(configuration);
      if (this.held.has(hash)) return [];
      const description = this.workload.describe(configuration);
      if (description instanceof SweepError) return [];
      return [new Described(configuration, description)];
    });
    const trials = this.sweep
      .planTrials(planned, finalSeeds(this.spec), replicates)
      .filter(({ state }) => state === 'queued');
    return roundOf('finals', trials);
  }
}

function roundOf(kind: Round['kind'], trials: readonly PlannedTrial[]): Round | undefined {
  if (trials.length === 0) return undefined;
  const hashes = new Set(trials.map(({ configuration }) => configurationHash(configuration)));
  return { kind, configurations: hashes.size, trials };
}
