import { toWire } from '../../errors.ts';
import type { TrialJob, TrialMessage, TrialOutcome } from '../../trial/trial.ts';
import type { TrialRunner } from '../../trial/trialRunner.ts';
import { loadTrainer } from './loadTrainer.ts';
import { runTrainer } from './runTrainer.ts';
import type { Trainer } from './trainer.ts';

/** Runs the trainer of a user's module, which is loaded with the first trial. */
export class ModuleRunner implements TrialRunner {
  private readonly path: string;
  private readonly filesDirectory: string;
  private trainer: Promise<Trainer<never>> | undefined;

  /** `filesDirectory` is the folder in which each trial has its own, `<sweep>/<trial>`. */
  constructor(path: string, filesDirectory: string) {
    this.path = path;
    this.filesDirectory = filesDirectory;
  }

  async run(
    job: TrialJob,
    worker: number,
    onMessage: (message: TrialMessage) => unknown,
    shouldStop: () => boolean,
  ): Promise<TrialOutcome> {
    const { path, filesDirectory } = this;
    let trainer: Trainer<never>;
    try {
      trainer = await this.load();
    } catch (error) {
      return { state: 'unavailable', error: toWire(error, 'trainer_invalid') };
    }
    return runTrainer(trainer, job, { worker, filesDirectory, path, onMessage, shouldStop });
  }

  async ready(): Promise<void> {
    await this.load();
  }

  async dispose(): Promise<void> {}

  private load(): Promise<Trainer<never>> {
    this.trainer ??= loadTrainer(this.path);
    return this.trainer;
  }
}
