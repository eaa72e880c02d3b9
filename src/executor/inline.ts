import type { TrainerDataset } from '../trainer/trainer.ts';
import { Trainer } from '../trainer/trainer.ts';
import type { TrialJob, TrialMessage, TrialOutcome } from '../trial/trial.ts';
import type { Executor } from './executor.ts';

/** Trains on the calling thread, one trial at a time: for tests and debuggers. */
export class InlineExecutor implements Executor {
  readonly slots = 1;
  private readonly trainer: Trainer;
  private stopped = false;
  private running: { readonly trial: number; stopped: boolean } | undefined;

  constructor(dataset: TrainerDataset) {
    this.trainer = new Trainer(dataset);
  }

  async submit(job: TrialJob, onMessage: (message: TrialMessage) => void): Promise<TrialOutcome> {
    const running = { trial: job.trial, stopped: false };
    this.running = running;
    try {
      return await this.trainer.train(job, 0, onMessage, () => this.stopped || running.stopped);
    } finally {
      this.running = undefined;
    }
  }

  stop(): void {
    this.stopped = true;
  }

  stopTrial(trial: number): void {
    if (this.running?.trial === trial) this.running.stopped = true;
  }

  close(): Promise<void> {
    return this.trainer.dispose();
  }
}
