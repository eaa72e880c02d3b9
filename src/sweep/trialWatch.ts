import type { Verdict } from '../pruner/pruner.ts';
import type { PlannedTrial } from '../store/store.ts';
import type { StepReport, TrialMessage } from '../trial/trial.ts';
import type { Ended, Ending } from './ending.ts';
import type { SweepEvent } from './events.ts';
import type { Facts } from './facts.ts';

/** Decides whether a trial is worth going on with. */
export interface Judge {
  reported(report: StepReport): Promise<Verdict>;
  /** Of a trial that goes on after that step: whoever ended its last run may have come before the verdict. */
  resumed(step: number): Promise<Verdict>;
}

/** Who is told of a trial while it runs. */
export interface TrialListener {
  /** Of what is not recorded. */
  progressed(event: SweepEvent): void;
  /** Of every step once it is recorded. */
  reported(): void;
  /** Of every state once it is recorded. */
  kept(step: number, course: string | undefined): void;
}

/** Takes what is said of one trial while it runs. */
export class TrialWatch {
  /** The slot that runs it; 0 until that is said. */
  worker = 0;
  /** Steps that are done, those of the attempts before included where it goes on from there. */
  steps = 0;
  private hasReported = false;
  /** Whether it went on from a state. */
  private isResumed = false;
  /** That of its newest state. */
  private stateStep: number | undefined;
  /** Settles once its beginning is recorded. */
  private begun: Promise<void> | undefined;
  private readonly trial: PlannedTrial;
  private readonly facts: Facts;
  private readonly listener: TrialListener;
  /** After which of its steps others begin. */
  private readonly statesAt: readonly number[];
  private readonly judge: Judge | undefined;
  /** How long the attempts before took, where it goes on from there. */
  private beforeMs = 0;
  private readonly startedAt = performance.now();
  /** What was said so far, taken one after another where a report may end the trial. */
  private taken: Promise<unknown> = Promise.resolve();
  /** Why it is not worth going on with, once it was judged so; what it reports after that does not count. */
  pruned: string | undefined;

  /** `judge` decides after each step whether the trial goes on, which it always does where absent. */
  constructor(
    trial: PlannedTrial,
    facts: Facts,
    listener: TrialListener,
    statesAt: readonly number[],
    judge?: Judge,
  ) {
    this.trial = trial;
    this.facts = facts;
    this.listener = listener;
    this.statesAt = statesAt;
    this.judge = judge;
  }

  /** Once all that was said has been taken and judged. */
  get settled(): Promise<unknown> {
    return this.taken;
  }

  get elapsedMs(): number {
    return this.beforeMs + performance.now() - this.startedAt;
  }

  /** From where it goes on when it runs again, where it has not ended and has a state. */
  goesOn({ stored }: Ending): Pick<Ended, 'resumesAfter'> {
    return stored || this.stateStep === undefined ? {} : { resumesAfter: this.stateStep };
  }

  /** Whoever goes faster than results are written may wait for the promise, and who is judged has to. */
  onMessage(message: TrialMessage): Promise<unknown> | undefined {
    if (!this.judge) return this.take(message);
    this.taken = this.taken.then(() => this.takeJudged(message));
    return this.taken;
  }

  private async takeJudged(message: TrialMessage): Promise<void> {
    if (message.type === 'report' && this.pruned !== undefined) return;
    await this.take(message);
    if (message.type === 'report') this.pruned = await this.judge!.reported(message);
    if (message.type !== 'started' || !message.resumed) return;
    await this.begun;
    this.pruned = await this.judge!.resumed(message.resumed.step);
  }

  private async reported(report: StepReport): Promise<void> {
    const isFirst = !this.hasReported && !this.isResumed;
    this.hasReported = true;
    await this.facts.reported(this.trial, this.worker, report);
    // A program says by its first step that it goes on with what an earlier attempt had reported.
    const before = isFirst ? await this.facts.takenOver(this.trial) : undefined;
    if (before) {
      this.steps += before.steps;
      this.beforeMs = before.elapsedMs;
    }
    this.listener.reported();
  }

  private take(message: TrialMessage): Promise<void> | undefined {
    const { trial, facts } = this;
    switch (message.type) {
      case 'started':
        this.worker = message.worker;
        this.steps = message.resumed?.step ?? 0;
        this.stateStep = message.resumed?.step;
        this.isResumed = message.resumed !== undefined;
        this.beforeMs = message.resumed?.elapsedMs ?? 0;
        this.begun = facts.started(trial, message);
        break;
      case 'report':
        this.steps++;
        return this.reported(message);
      case 'state':
        this.stateStep = message.step;
        facts.reached(trial, message, this.statesAt.includes(message.step), () =>
          this.listener.kept(message.step, message.course),
        );
        break;
      case 'output':
        return facts.printed(trial, this.worker, message);
      case 'file':
        facts.handedIn(trial, message);
        break;
      case 'resources': {
        const { type: _, trial: __, ...taken } = message;
        facts.sampled(trial, { elapsedMs: this.elapsedMs, ...taken });
        break;
      }
      case 'progress':
        this.listener.progressed({ ...message, trial, worker: this.worker });
    }
    return undefined;
  }
}
