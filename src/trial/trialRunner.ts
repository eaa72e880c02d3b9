import type { TrialJob, TrialMessage, TrialOutcome } from './trial.ts';

/** Runs trials on the calling thread, one after another, and may keep what they share warm in between. */
export interface TrialRunner {
  /**
   * Never rejects: whatever goes wrong is an outcome. `worker` is the slot that runs it, from 0; it changes no number.
   * `shouldStop` is asked before every step; the trial then ends as `stopped`, without its unfinished step.
   * Where `onMessage` returns a promise, a runner that reports thousands of steps a second awaits it.
   */
  run(
    job: TrialJob,
    worker: number,
    onMessage: (message: TrialMessage) => unknown,
    shouldStop: () => boolean,
  ): Promise<TrialOutcome>;
  /** Loads what it runs; see `Executor.ready`. */
  ready?(): Promise<void>;
  /** Frees what it holds; nothing of it is in use any more. */
  dispose(): Promise<void>;
}
