import type { TrainerDataset } from '../trainer/trainer.ts';
import { Trainer } from '../trainer/trainer.ts';
import type { TrialJob, TrialMessage, TrialOutcome } from '../trial/trial.ts';
import type { Executor } from './executor.ts';

/** Trains on the calling thread, one trial at a time: for tests and debuggers. */
export class InlineExecutor implements Executor {
  readonly slots = 1;
  private readonly trainer: Trainer;
  private stopped = false;

  constructor(dataset: TrainerDataset) {
    this.trainer = new Trainer(dataset);
  }

  submit(job: TrialJob, onMessage: (message: TrialMessage) => void): Promise<TrialOutcome> {
    return this.trainer.train(job, 0, onMessage, () => this.stopped);
  }

  stop(): void {
    this.stopped = true;
  }

  close(): Promise<void> {
    return this.trainer.dispose();
  }
}
