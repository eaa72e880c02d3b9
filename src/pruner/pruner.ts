import type { Curve } from '../metric/curve.ts';
import type { Metric } from '../metric/metric.ts';

/** A trial, as far as a pruner may know it when another one is judged. */
export interface Peer {
  /** Its number in the sweep, from 1. */
  readonly trial: number;
  /** Its finite values of the sweep's metric, up to the step of the trial that is judged. */
  readonly curve: Curve;
}

/** The trial that is judged. */
export interface Judged {
  readonly trial: number;
  /** Its finite values of the sweep's metric so far; the last one has just been reported. Never empty. */
  readonly curve: Curve;
  /** Its last step if nothing ends it earlier; undefined if unknown. */
  readonly plannedSteps: number | undefined;
  /** What its peers have in common with it, such as `model cnn`; empty or absent if all trials are peers. */
  readonly among?: string | undefined;
}

/**
 * Undefined if the trial goes on, else a sentence that says why it does not, with the numbers that decided.
 */
export type Verdict = string | undefined;

/**
 * Decides to stop a trial early. A pure function of curves: no clock, no store, no arrival order, no state of
 * its own. Every trial is judged after each of its reports with a finite value; equal curves get equal
 * verdicts.
 *
 * The peers of trial i are the trials with a number below i − lookahead, each with its values up to the step
 * at which i is judged. In a spec with roles only those with the same scientific values are. A trial that is ahead of its peers waits for them, so prunings are the same however
 * many trials run at once. A trial without peers, one that is better than all of them and one that has done
 * its last step go on.
 */
export interface Pruner {
  /** Why the trial stops. The judged trial is not among the peers, whose order does not matter. */
  judge(judged: Judged, peers: readonly Peer[]): Verdict;
  /**
   * Why a trial that is not stopped goes on, as the end of a sentence: `y 0.861 is among the best third of 27
   * trials at epoch 3`; absent if the only reason is that the others do no better.
   */
  goesOn?(judged: Judged, peers: readonly Peer[]): string | undefined;
  /**
   * Whether it may stop a trial after this many finite values of the metric; it needs no peers after any
   * other number.
   */
  decidesAt(reports: number): boolean;
  /**
   * The numbers of finite values after which it decides, ascending, up to `most`; empty if it decides after
   * every one. For charts and plans.
   */
  rungs(most: number): readonly number[];
  /**
   * The value that a trial needed after this many finite values to go on, if these curves were all that
   * exist, its own included; undefined if the trial was not judged there.
   */
  threshold(reports: number, curves: readonly Curve[]): number | undefined;
  /**
   * Describes the pruner, as a sentence without a full stop; `lastStep` is that of the longest trial, if it
   * is known.
   */
  describe(lastStep: number | undefined): string;
}

/** Makes a pruner from the settings of `early_terminate` in a spec; one file for each kind. */
export interface PrunerKind<Settings> {
  /** `stepName` is the trainable's word for a step, for the sentences. */
  create(settings: Settings, metric: Metric, stepName: string): Pruner;
}
