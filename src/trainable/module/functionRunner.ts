import type { TrialJob, TrialMessage, TrialOutcome } from '../../trial/trial.ts';
import type { TrialRunner } from '../../trial/trialRunner.ts';
import { runTrainer } from './runTrainer.ts';
import type { Trainer } from './trainer.ts';

/** Runs a trainer that is a function of the calling program; several of its trials may run at once. */
export class FunctionRunner implements TrialRunner {
  private readonly trainer: Trainer<never>;
  private readonly filesDirectory: string;

  /** `filesDirectory` is the folder in which each trial has its own, `<sweep>/<trial>`. */
  constructor(trainer: Trainer<never>, filesDirectory: string) {
    this.trainer = trainer;
    this.filesDirectory = filesDirectory;
  }

  run(
    job: TrialJob,
    worker: number,
    onMessage: (message: TrialMessage) => unknown,
    shouldStop: () => boolean,
  ): Promise<TrialOutcome> {
    const { filesDirectory } = this;
    return runTrainer(this.trainer, job, { worker, filesDirectory, onMessage, shouldStop });
  }

  async dispose(): Promise<void> {}
}
