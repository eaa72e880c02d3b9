import type { TrialJob, TrialMessage, TrialOutcome } from '../trial/trial.ts';

/**
 * Runs trials somewhere. Messages of one trial arrive in order, all of them before its outcome; those of
 * different trials interleave in any order. The numbers that a trial computes do not depend on the executor,
 * on its number of slots or on earlier trials in them.
 */
export interface Executor {
  /** Number of trials that run at once; submitting more is an error. */
  readonly slots: number;
  /**
   * Number of trials that can be used by now, at least one more than have begun: a search proposes no more of
   * them. The number of slots if absent; it grows as a trial begins.
   */
  readonly wanted?: number;
  /**
   * Starts a trial on a free slot. The promise never rejects: a crash is the outcome `failed`. A slot that
   * cannot train is used no more, and its trial waits for another slot; if none is left, the outcome is
   * `unavailable`. If `onMessage` returns a promise, an executor that can hold its trial back reads no
   * further message of it until the promise resolves. For a report of a trial that is judged, every executor
   * does: if a stop was asked for by then, it is the next thing that happens to the trial, which reports
   * nothing more.
   */
  submit(job: TrialJob, onMessage: (message: TrialMessage) => unknown): Promise<TrialOutcome>;
  /**
   * Finds out, before anything is written, whether the code of the trials can be loaded; absent if that is
   * known.
   * @throws SweepError that says why it cannot; `interrupted` once the signal is aborted.
   */
  ready?(signal: AbortSignal): Promise<void>;
  /** Asks every running trial to stop at its next step; each then ends as `stopped`. */
  stop(): void;
  /** Asks one trial, and no other, to stop in the same way; does nothing if it is not running. */
  stopTrial(trial: number): void;
  /** Waits for running trials, then frees everything. */
  close(): Promise<void>;
}
