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
  /** How many steps it has if nothing ends it earlier; undefined where nobody knows. */
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
 */
export interface Pruner {
  judge(judged: Judged, peers: readonly Peer[]): Verdict;
  /**
   * The rungs at or below a step: at which counts of reports or steps it decides, ascending; empty where it decides at
   * every one. For charts and plans.
   */
  rungs(lastStep: number): readonly number[];
}

/** Makes a pruner from what a spec says under `early_terminate`; one file for each kind. */
export interface PrunerKind<Settings> {
  /** As `early_terminate.type` has it. */
  readonly name: string;
  /** `stepName` is what one step of the trainable is called, for the sentences. */
  create(settings: Settings, metric: Metric, stepName: string): Pruner;
}
