import type { TrialJob, TrialMessage, TrialOutcome } from './trial.ts';

/** Runs trials on the calling thread, one after another, and may keep shared resources loaded in between. */
export interface TrialRunner {
  /**
   * Never rejects: every error is an outcome. `worker` is the slot that runs it, from 0; it changes no
   * number. `shouldStop` is called before every step; the trial then ends as `stopped`, without its
   * unfinished step. If `onMessage` returns a promise, a runner that reports thousands of steps a second
   * awaits it.
   */
  run(
    job: TrialJob,
    worker: number,
    onMessage: (message: TrialMessage) => unknown,
    shouldStop: () => boolean,
  ): Promise<TrialOutcome>;
  /** Loads the code of its trials; see `Executor.ready`. */
  ready?(): Promise<void>;
  /** Frees its resources; none of them is in use any more. */
  dispose(): Promise<void>;
}
