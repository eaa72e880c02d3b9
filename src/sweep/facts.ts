import type { Moment, PlannedTrial, RunningSweep } from '../store/store.ts';
import type { EpochMetrics } from '../trial/trial.ts';
import type { Ended, Ending } from './ending.ts';
import type { SweepEvent } from './events.ts';
import type { WriteQueue } from './writeQueue.ts';

/** What happens to the trials of a run: recorded with the time at which it happened, and told once it is committed. */
export class Facts {
  private readonly sweep: RunningSweep;
  private readonly writes: WriteQueue;
  private readonly onEvent: (event: SweepEvent) => void;
  /** How many trials ended in which way. */
  readonly counts = { completed: 0, pruned: 0, failed: 0, cancelled: 0 };
  /** Whether a heartbeat waits to be written. */
  private isBeating = false;

  constructor(sweep: RunningSweep, writes: WriteQueue, onEvent: (event: SweepEvent) => void) {
    this.sweep = sweep;
    this.writes = writes;
    this.onEvent = onEvent;
  }

  started(trial: PlannedTrial, worker: number): void {
    const at = this.sweep.moment();
    void this.writes.add(
      () => this.sweep.startTrial(trial, worker, at),
      () => this.onEvent({ type: 'trial_started', trial, worker }),
    );
  }

  epoch(trial: PlannedTrial, worker: number, metrics: EpochMetrics): Promise<void> {
    return this.writes.add(
      () => this.sweep.recordEpochs([{ number: trial.number, attempt: trial.attempt, metrics }]),
      () => this.onEvent({ type: 'epoch', trial, worker, metrics }),
    );
  }

  ended(ended: Ended, ending: Ending): Promise<void> {
    const at = this.sweep.moment();
    return this.writes.add(
      () => this.recordEnd(ended.trial, ending, at),
      () => this.tellEnd(ended, ending),
    );
  }

  /** For the transaction of something else: how a trial ended. */
  recordEnd(trial: PlannedTrial, { stored }: Ending, at: Moment): void {
    if (stored) this.sweep.endTrial(trial, stored, at);
    else this.sweep.requeueTrial(trial);
  }

  /** Once that is committed. */
  tellEnd(ended: Ended, { told }: Ending): void {
    if (told.state !== 'queued') this.counts[told.state]++;
    this.onEvent({ type: 'trial_ended', ...ended, ...told });
  }

  heartbeat(): void {
    if (this.isBeating) return;
    this.isBeating = true;
    const told = (): void => {
      this.isBeating = false;
    };
    void this.writes.add(() => this.sweep.heartbeat(), told);
  }
}
