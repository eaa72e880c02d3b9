import type { PlannedTrial } from '../store/store.ts';
import type { TrialMessage } from '../trial/trial.ts';
import type { Ended, Ending } from './ending.ts';
import type { SweepEvent } from './events.ts';
import type { Facts } from './facts.ts';

/** Takes what is said of one trial while it runs. */
export class TrialWatch {
  /** The slot that runs it; 0 until that is said. */
  worker = 0;
  /** Steps that are done, those of the attempts before included where it goes on from there. */
  steps = 0;
  /** That of its newest state. */
  private stateStep: number | undefined;
  private readonly trial: PlannedTrial;
  private readonly facts: Facts;
  private readonly onProgress: (event: SweepEvent) => void;
  private readonly onReported: () => void;
  /** How long the attempts before took, where it goes on from there. */
  private beforeMs = 0;
  private readonly startedAt = performance.now();

  /** `onProgress` is told what is not recorded, `onReported` of every step once it is. */
  constructor(
    trial: PlannedTrial,
    facts: Facts,
    onProgress: (event: SweepEvent) => void,
    onReported: () => void,
  ) {
    this.trial = trial;
    this.facts = facts;
    this.onProgress = onProgress;
    this.onReported = onReported;
  }

  get elapsedMs(): number {
    return this.beforeMs + performance.now() - this.startedAt;
  }

  /** From where it goes on when it runs again, where it has not ended and has a state. */
  goesOn({ stored }: Ending): Pick<Ended, 'resumesAfter'> {
    return stored || this.stateStep === undefined ? {} : { resumesAfter: this.stateStep };
  }

  /** Whoever goes faster than results are written may wait for the promise. */
  onMessage(message: TrialMessage): Promise<void> | undefined {
    const { trial, facts } = this;
    switch (message.type) {
      case 'started':
        this.worker = message.worker;
        this.steps = message.resumed?.step ?? 0;
        this.stateStep = message.resumed?.step;
        this.beforeMs = message.resumed?.elapsedMs ?? 0;
        facts.started(trial, message);
        break;
      case 'report':
        this.steps++;
        return facts.reported(trial, this.worker, message).then(this.onReported);
      case 'state':
        this.stateStep = message.step;
        facts.reached(trial, message);
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
        this.onProgress({ ...message, trial, worker: this.worker });
    }
    return undefined;
  }
}
