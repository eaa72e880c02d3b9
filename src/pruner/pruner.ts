import type { Curve } from '../metric/curve.ts';
import type { Metric } from '../metric/metric.ts';

/** A trial as a pruner may know it when another one is judged. */
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
  /** Its last step if nothing ends it earlier; undefined where nobody knows. */
  readonly plannedSteps: number | undefined;
}

/** Undefined where the trial goes on, else why it does not: a sentence with the numbers that decided. */
export type Verdict = string | undefined;

/**
 * Decides to stop a trial early. A pure function of curves: no clock, no store, no arrival order, no state of its own.
 * Every trial is judged after each of its reports that holds a finite value, and its answer to equal curves is equal.
 *
 * The peers of trial i are those with a number below i − lookahead, each with what it had reported up to the step at
 * which i is judged: whoever is ahead waits for them, and so prunings are the same however many trials run at once.
 * A trial without peers, one that is ahead of all of them and one that has done its last step go on.
 */
export interface Pruner {
  /** Why the trial stops. The judged one is none of the peers, whose order does not matter. */
  judge(judged: Judged, peers: readonly Peer[]): Verdict;
  /**
   * Why a trial that is not stopped goes on, as the end of a sentence: `y 0.861 is among the best third of 27 trials at epoch
   * 3`; absent where it says no more than that the others do no better.
   */
  goesOn?(judged: Judged, peers: readonly Peer[]): string | undefined;
  /** Whether it may stop a trial after so many finite values of the metric: at no other one it needs the peers. */
  decidesAt(reports: number): boolean;
  /**
   * The numbers of finite values at which it decides, ascending, up to `most`; empty where it decides at every one.
   * For charts and plans.
   */
  rungs(most: number): readonly number[];
  /**
   * What a trial had to reach with so many finite values to go on, if these curves were all that there is, its own
   * among them; undefined where nothing is asked of it there.
   */
  threshold(reports: number, curves: readonly Curve[]): number | undefined;
  /** What it does, as a sentence without a full stop; `lastStep` is that of the longest trial, where it is known. */
  describe(lastStep: number | undefined): string;
}

/** Makes a pruner from what a spec says under `early_terminate`; one file for each kind. */
export interface PrunerKind<Settings> {
  /** `stepName` is what one step of the trainable is called, for the sentences. */
  create(settings: Settings, metric: Metric, stepName: string): Pruner;
}
