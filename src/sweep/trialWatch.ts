import type { PlannedTrial } from '../store/store.ts';
import type { TrialMessage } from '../trial/trial.ts';
import type { SweepEvent } from './events.ts';
import type { Facts } from './facts.ts';

/** Takes what is said of one trial while it runs. */
export class TrialWatch {
  /** The slot that runs it; 0 until that is said. */
  worker = 0;
  /** Steps that were reported. */
  steps = 0;
  private readonly trial: PlannedTrial;
  private readonly facts: Facts;
  private readonly onProgress: (event: SweepEvent) => void;
  private readonly onReported: () => void;
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
    return performance.now() - this.startedAt;
  }

  /** Whoever goes faster than results are written may wait for the promise. */
  onMessage(message: TrialMessage): Promise<void> | undefined {
    const { trial, facts } = this;
    switch (message.type) {
      case 'started':
        this.worker = message.worker;
        facts.started(trial, this.worker);
        break;
      case 'report':
        this.steps++;
        return facts.reported(trial, this.worker, message).then(this.onReported);
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
