import type { TrialJob, TrialMessage, TrialOutcome } from '../trial/trial.ts';

/**
 * Runs trials somewhere. Messages of one trial arrive in order, all of them before its outcome; those of
 * different trials interleave in any order. No number that a trial computes depends on the executor, on how many
 * slots it has or on what ran in them before.
 */
export interface Executor {
  /** How many trials run at once; submitting more is an error. */
  readonly slots: number;
  /**
   * How many trials are of use by now, at least one more than have begun: a search proposes no more of them. As many as
   * there are slots where absent; it grows as a trial begins.
   */
  readonly wanted?: number;
  /**
   * Starts a trial on a free slot. The promise is never rejected: a crash is the outcome `failed`. A slot that cannot
   * train is used no more and its trial waits for another one; where none is left, the outcome is `unavailable`.
   * Where `onMessage` returns a promise, an executor that can hold its trial back reads no more of it until then. For a
   * report of a trial that is judged every executor does: a stop that was asked for by then is the next thing that
   * happens to the trial, which reports nothing more.
   */
  submit(job: TrialJob, onMessage: (message: TrialMessage) => unknown): Promise<TrialOutcome>;
  /**
   * Finds out, before anything is written, whether what trials run can be loaded; absent where that is known.
   * @throws SweepError that says why it cannot; `interrupted` once the signal is aborted.
   */
  ready?(signal: AbortSignal): Promise<void>;
  /** Asks every running trial to stop at its next step; each then ends as `stopped`. */
  stop(): void;
  /** Asks one trial to stop in the same way, and no other one; nothing happens where it does not run. */
  stopTrial(trial: number): void;
  /** Waits for what runs, then frees everything. */
  close(): Promise<void>;
}
