import type { WireError } from '../errors.ts';
import { plural } from '../format.ts';
import type { PlannedTrial, RunningSweep } from '../store/store.ts';
import { trainableOf } from '../trainable/index.ts';
import type { FoundState, TrialMessage } from '../trial/trial.ts';
import { cancelled, type Ending, endingOf, notBegun } from './ending.ts';
import type { Facts } from './facts.ts';
import type { Pruning } from './pruning.ts';
import type { SweepRequest } from './runSweep.ts';
import type { Search } from './search.ts';
import type { Sharing } from './sharing.ts';
import type { Running } from './steering.ts';
import { stepLimit, TrialJudge } from './trialJudge.ts';
import { type TrialListener, TrialWatch } from './trialWatch.ts';

/** The parts that attempts need. */
export interface AttemptsOf {
  readonly request: SweepRequest;
  readonly sweep: RunningSweep;
  readonly facts: Facts;
  readonly running: Running;
  readonly search: Search;
  readonly sharing: Sharing;
  readonly pruning: Pruning | undefined;
}

/** The run that makes the attempts. */
export interface AttemptsListener extends Pick<TrialListener, 'progressed' | 'reported'> {
  /** Called when a trial has begun, or others may begin now. */
  moved(): void;
  ended(ending: Ending, elapsedMs: number): void;
  /** Called when no trial can be run. */
  failed(error: WireError): void;
  /** Whether no other attempt should follow. */
  isStopping(): boolean;
  /** Whether the end of an attempt is not recorded any more. */
  hasFailed(): boolean;
  guard<T>(action: () => T): T | undefined;
}

/** Runs trials from their beginning, or from a state, to their recorded end. */
export class Attempts {
  private readonly of: AttemptsOf;
  private readonly listener: AttemptsListener;

  constructor(of: AttemptsOf, listener: AttemptsListener) {
    this.of = of;
    this.listener = listener;
  }

  /** Makes one attempt, and another one after each that is lost with its process or agent. */
  async run(trial: PlannedTrial): Promise<void> {
    for (let at: PlannedTrial | undefined = trial; at; ) at = await this.attempt(at);
  }

  /** Returns the next attempt if this one was lost. */
  private async attempt(trial: PlannedTrial): Promise<PlannedTrial | undefined> {
    const { facts, running, sharing } = this.of;
    const { number } = trial;
    running.set(number, { cancelled: false });
    const state = await facts.stateOf(trial, sharing.reckoningOf(number));
    const isJudged = await this.judgeBefore(trial, state);
    if (!isJudged && !running.get(number)!.cancelled) return this.submit(trial, state);
    running.delete(number);
    if (!isJudged) await facts.ended(notBegun(trial), cancelled('before it had begun'));
    this.of.search.ended(trial);
    return undefined;
  }

  /** Whether the steps that another trial did for it already end it. */
  private async judgeBefore(trial: PlannedTrial, state: FoundState | undefined): Promise<boolean> {
    const { facts, pruning, sweep } = this.of;
    if (!pruning || !this.mayStop(trial) || !state?.origin) return false;
    const judged = await pruning.before(trial.number, sweep.curveBefore(state));
    if (!judged) return false;
    const reason = { code: 'pruned', message: judged.verdict } as const;
    const ending: Ending = { stored: { state: 'pruned', reason }, announced: { state: 'pruned', reason } };
    await facts.prunedBefore(trial, judged.point, ending);
    return true;
  }

  private async submit(
    trial: PlannedTrial,
    state: FoundState | undefined,
  ): Promise<PlannedTrial | undefined> {
    const { facts, pruning, request, running, search, sharing, sweep } = this.of;
    const { executor, spec } = request;
    const { configuration, seed, number, attempt } = trial;
    const statesAt = sharing.begin(number, state?.step ?? 0);
    const listener: TrialListener = {
      progressed: (event) => this.listener.progressed(event),
      reported: () => this.listener.reported(),
      kept: (step, course) => {
        sharing.reached(number, step, course);
        this.listener.moved();
      },
    };
    const judge =
      pruning && this.isOfSearch(trial)
        ? new TrialJudge(pruning, facts, trial, () => executor.stopTrial(number))
        : undefined;
    const watch = new TrialWatch(trial, facts, listener, statesAt, judge);
    const isJudged = pruning !== undefined && this.mayStop(trial);
    const limit = await stepLimit(spec, isJudged ? pruning : undefined, facts, trial);
    const onMessage = (message: TrialMessage) => {
      if (message.type === 'started') this.listener.moved();
      return this.listener.guard(() => watch.onMessage(message));
    };
    const outcome = await executor.submit(
      {
        trial: number,
        attempt,
        sweep: { id: sweep.sweepId, name: spec.name },
        configuration,
        seed,
        setup: spec.setup,
        isJudged,
        ...limit,
        ...(state ? { resume: { step: state.step, content: state.content } } : {}),
        ...(statesAt.length > 0 ? { statesAt } : {}),
        ...(isJudged ? { rungs: pruning.rungs(trial.plannedSteps) } : {}),
      },
      onMessage,
    );
    await watch.settled;
    const asked = running.get(number);
    running.delete(number);
    if (outcome.state === 'unavailable') this.listener.failed(outcome.error);
    if (this.listener.hasFailed() || outcome.state === 'unavailable') return undefined;
    const { worker, steps, elapsedMs } = watch;
    const { stepName } = trainableOf(spec.setup.kind);
    const cancelledAfter = asked?.cancelled ? `after ${plural(steps, stepName)}` : undefined;
    const ending = endingOf(outcome, cancelledAfter, watch.pruned);
    await facts.ended({ trial, worker, durationMs: elapsedMs, steps, ...watch.goesOn(ending) }, ending);
    if (outcome.state === 'lost' && ending.announced.state === 'queued' && !this.listener.isStopping()) {
      const again = { ...trial, state: 'queued' as const, attempt: attempt + 1 };
      search.again(again);
      return again;
    }
    search.ended(trial, ending.stored === undefined);
    this.listener.ended(ending, elapsedMs);
    return undefined;
  }

  private isOfSearch({ replicate }: PlannedTrial): boolean {
    return replicate < this.of.request.spec.replicates;
  }

  /** Whether it may be stopped early: finals and thawed trials may not. */
  private mayStop(trial: PlannedTrial): boolean {
    return this.isOfSearch(trial) && trial.thawed === undefined;
  }
}
