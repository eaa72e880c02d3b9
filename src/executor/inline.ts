import type { TrialJob, TrialMessage, TrialOutcome } from '../trial/trial.ts';
import type { TrialRunner } from '../trial/trialRunner.ts';
import type { Executor } from './executor.ts';

/**
 * Runs trials on the calling thread: for tests, debuggers and functions, several of which may be awaited at
 * once.
 */
export class InlineExecutor implements Executor {
  readonly slots: number;
  private readonly runner: TrialRunner;
  private readonly free: number[];
  private stopped = false;
  /** Running trials by number. */
  private readonly running = new Map<number, { stopped: boolean; ended?: Promise<unknown> }>();

  /** More than one slot is allowed only for a runner that may run several trials at once. */
  constructor(runner: TrialRunner, slots = 1) {
    this.runner = runner;
    this.slots = slots;
    this.free = Array.from({ length: slots }, (_, slot) => slot);
  }

  async submit(job: TrialJob, onMessage: (message: TrialMessage) => unknown): Promise<TrialOutcome> {
    const slot = this.free.shift();
    if (slot === undefined) throw new RangeError(`all ${this.slots} slots are taken`);
    const running: { stopped: boolean; ended?: Promise<TrialOutcome> } = { stopped: false };
    this.running.set(job.trial, running);
    try {
      running.ended = this.runner.run(job, slot, onMessage, () => this.stopped || running.stopped);
      return await running.ended;
    } finally {
      this.running.delete(job.trial);
      this.free.push(slot);
      this.free.sort((a, b) => a - b);
    }
  }

  stop(): void {
    this.stopped = true;
  }

  stopTrial(trial: number): void {
    const running = this.running.get(trial);
    if (running) running.stopped = true;
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.running.values()].map(({ ended }) => ended));
    await this.runner.dispose();
  }
}
