import type { Verdict } from '../pruner/pruner.ts';
import type { PlannedTrial } from '../store/store.ts';
import type { StepReport, TrialMessage } from '../trial/trial.ts';
import type { Ended, Ending } from './ending.ts';
import type { SweepEvent } from './events.ts';
import type { Facts } from './facts.ts';

/** Decides whether a trial is worth continuing. */
export interface Judge {
  reported(report: StepReport): Promise<Verdict>;
  /** For a trial that goes on after that step: its last run may have ended before the verdict. */
  resumed(step: number): Promise<Verdict>;
}

/** Gets the messages of a running trial. */
export interface TrialListener {
  /** Called with events that are not recorded. */
  progressed(event: SweepEvent): void;
  /** Called for every step once it is recorded. */
  reported(): void;
  /** Called for every state once it is recorded. */
  kept(step: number, course: string | undefined): void;
}

/** Takes the messages of one running trial. */
export class TrialWatch {
  /** The slot that runs it; 0 until that is known. */
  worker = 0;
  /** Steps done, including those of earlier attempts that it goes on from. */
  steps = 0;
  private hasReported = false;
  /** Whether it went on from a state. */
  private isResumed = false;
  /** The step of its newest state. */
  private stateStep: number | undefined;
  /** Settles once its beginning is recorded. */
  private begun: Promise<void> | undefined;
  private readonly trial: PlannedTrial;
  private readonly facts: Facts;
  private readonly listener: TrialListener;
  /** The steps after which others begin. */
  private readonly statesAt: readonly number[];
  private readonly judge: Judge | undefined;
  /** Time of the earlier attempts that it goes on from. */
  private beforeMs = 0;
  private readonly startedAt = performance.now();
  /** Settles when all messages so far are taken, one after another if a report may end the trial. */
  private taken: Promise<unknown> = Promise.resolve();
  /** Why it is not worth continuing, once it was judged so; later reports do not count. */
  pruned: string | undefined;

  /** `judge` decides after each step whether the trial goes on; if absent, it always does. */
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

  /** Settles once all messages have been taken and judged. */
  get settled(): Promise<unknown> {
    return this.taken;
  }

  get elapsedMs(): number {
    return this.beforeMs + performance.now() - this.startedAt;
  }

  /** The step from which it goes on when it runs again, if it has not ended and has a state. */
  goesOn({ stored }: Ending): Pick<Ended, 'resumesAfter'> {
    return stored || this.stateStep === undefined ? {} : { resumesAfter: this.stateStep };
  }

  /** A trial that reports faster than results are written may wait for the promise; a judged trial must. */
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
    // A program shows by its first step that it goes on from an earlier attempt's reports.
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
