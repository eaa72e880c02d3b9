import type { Configuration } from '../configuration.ts';
import type { WireError } from '../errors.ts';
import type { MetricValues } from '../metric/metric.ts';

/**
 * An interrupted trial goes back to `queued`. The last four states are ends; of these, completed is final,
 * failed and cancelled trials are queued again when the sweep is run again, and a pruned one may go on where
 * it stopped.
 */
export const TRIAL_STATES = ['queued', 'running', 'completed', 'pruned', 'failed', 'cancelled'] as const;
export type TrialState = (typeof TRIAL_STATES)[number];

/** The setup that all trials of a sweep share, as plain data; each trainable has its own. */
export interface TrialSetup {
  /** The trainable's name. */
  readonly kind: string;
}

/** Everything that runs one trial, as plain data. */
export interface TrialJob<Setup extends TrialSetup = TrialSetup> {
  /** Number of the trial in its sweep, from 1. */
  readonly trial: number;
  /** Counted from 1; it grows whenever the trial is begun again. */
  readonly attempt: number;
  /** Id and name of the sweep. */
  readonly sweep: { readonly id: number; readonly name: string };
  readonly configuration: Configuration;
  /** All random streams of the trial are made from this. */
  readonly seed: number;
  readonly setup: Setup;
  /**
   * The state that the training goes on from, as an earlier attempt left it; from its beginning if absent.
   */
  readonly resume?: TrainingState;
  /** Steps after which other trials begin: a state is sent after each of them. */
  readonly statesAt?: readonly number[];
  /**
   * The numbers of reports of the sweep's metric, ascending, after which it is judged: a state there is
   * worth its bytes.
   */
  readonly rungs?: readonly number[];
  /**
   * The number of reports of the sweep's metric, earlier attempts included, at which the next decision about
   * the trial is made, or all its steps if there is none: it is not stopped early before. Absent if it is
   * unknown, or if every report is judged.
   */
  readonly stepLimit?: number;
  /**
   * Whether the trial's reports may stop it: the runner then awaits the result of `onMessage` for a report
   * and asks `shouldStop` before it does anything else.
   */
  readonly isJudged?: boolean;
}

/**
 * The complete state of a training after a step: a training that goes on from it ends with the same bits as
 * one that was never interrupted. Only its trainable knows its format.
 */
export interface TrainingState {
  /** The last step that was done. */
  readonly step: number;
  /** Digest of everything that it depends on; see `Reckoning`. Absent if unknown. */
  readonly course?: string | undefined;
  /** It has a buffer of its own, which is transferred with it. */
  readonly content: Uint8Array<ArrayBuffer>;
}

/** The trial whose state another one began with. */
export interface TrialOrigin {
  /** Id of its sweep, and its number there. */
  readonly sweep: number;
  readonly trial: number;
  /** The last step that it did for both. */
  readonly step: number;
  /** Time of these steps, which was spent once. */
  readonly durationMs?: number;
}

/** A stored state that a trial may go on from. */
export interface FoundState extends TrainingState {
  /** The attempt that left it, whose history leads to it. */
  readonly from: { readonly trialId: number; readonly attempt: number };
  /** Set if it belongs to another trial. */
  readonly origin?: TrialOrigin;
}

/** A stored state, described by its course. */
export interface StoredCourse {
  /** The digest of what it depends on, from `Reckoning`. */
  readonly course: string;
  /** The number of the trial that left it; absent for a trial of another sweep. */
  readonly trial?: number;
  /** Hash of that trial's configuration, and its seed. */
  readonly hash: string;
  readonly seed: number;
}

/** The point from which a training goes on. */
export interface Resumed {
  /** The last step that was done before. */
  readonly step: number;
  /** Time of that step and all steps before it. */
  readonly elapsedMs: number;
}

/** The metrics of one step; for a network a step is an epoch. */
export interface StepReport {
  /** A whole number from 0; the networks count epochs from 1. */
  readonly step: number;
  readonly metrics: MetricValues;
  /** Time since the step before it, or since the trial began. */
  readonly durationMs: number;
  /**
   * Digest of the trained state after the step, chained to that of the step before; absent if its trainable
   * makes none.
   */
  readonly digest?: string;
}

/** A message of a running trial. */
export type TrialMessage =
  | {
      readonly type: 'started';
      readonly trial: number;
      readonly worker: number;
      /** Set if it goes on from the state that it was given. */
      readonly resumed?: Resumed;
      /** Why it begins anew although it was given a state. */
      readonly refused?: string;
    }
  | {
      /** Progress of the current step; it is not stored. */
      readonly type: 'progress';
      readonly trial: number;
      readonly step: number;
      /** Parts of the step, such as batches: number done, and number of all. */
      readonly done: number;
      readonly total: number;
      /** Metrics of the step so far. */
      readonly metrics: MetricValues;
    }
  | ({ readonly type: 'report'; readonly trial: number } & StepReport)
  /**
   * Follows the report of its step, but not every report; if a trial is stopped, that of its last whole step
   * does.
   */
  | ({ readonly type: 'state'; readonly trial: number } & TrainingState)
  | {
      /** Output of a program, in whole lines if it prints lines. */
      readonly type: 'output';
      readonly trial: number;
      readonly stream: 'stdout' | 'stderr';
      readonly text: string;
    }
  | {
      /** A file that the trial hands in. */
      readonly type: 'file';
      readonly trial: number;
      readonly path: string;
      readonly content: Uint8Array;
    }
  | {
      /** Resources that its processes use; null if unknown. */
      readonly type: 'resources';
      readonly trial: number;
      /** Time since the attempt began, if it was not measured just now. */
      readonly elapsedMs?: number;
      /** 100 is one core. */
      readonly cpuPercent: number | null;
      readonly memoryBytes: number | null;
      readonly gpuPercent: number | null;
      readonly gpuMemoryBytes: number | null;
    };

/** The result of a finished training. */
export interface TrialResult {
  /** Final values by name: they replace those of the latest step. */
  readonly metrics: MetricValues;
  /** The step of the final values; the last one if absent. */
  readonly keptStep?: number;
  /** Why the training ended before its last step, if it did. */
  readonly stoppedEarly?: string;
  readonly durationMs: number;
  /**
   * The engine or program that trained it, its version and the processor: equal fingerprints mean equal bits.
   */
  readonly fingerprint?: string;
  /** Further data that its trainable keeps, in tables of its own. */
  readonly artifacts?: unknown;
}

/**
 * The end of a trial in its executor. An error is plain data: its class would not survive the way between
 * threads.
 */
export type TrialOutcome =
  | { readonly state: 'completed'; readonly result: TrialResult }
  | { readonly state: 'stopped' }
  /** The process or agent that ran it is gone: it must be submitted again, as its next attempt. */
  | { readonly state: 'lost' }
  | { readonly state: 'failed'; readonly error: WireError }
  /** It did not begin, because its slot cannot run any trial. */
  | { readonly state: 'unavailable'; readonly error: WireError };
