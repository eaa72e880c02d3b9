import type { Configuration } from '../configuration.ts';
import type { WireError } from '../errors.ts';
import type { MetricValues } from '../metric/metric.ts';

/**
 * An interrupted trial goes back to `queued`. The last four have ended; of these, completed is final, failed and cancelled
 * ones are queued again when the sweep is run again, and a pruned one may go on where it stopped.
 */
export const TRIAL_STATES = ['queued', 'running', 'completed', 'pruned', 'failed', 'cancelled'] as const;
export type TrialState = (typeof TRIAL_STATES)[number];

/** What all trials of a sweep train, as plain data; each trainable has its own. */
export interface TrialSetup {
  /** The trainable's name. */
  readonly kind: string;
}

/** Everything that runs one trial, as plain data. */
export interface TrialJob<Setup extends TrialSetup = TrialSetup> {
  /** Number of the trial in its sweep, from 1. */
  readonly trial: number;
  /** Counts from 1; it grows whenever the trial is begun anew. */
  readonly attempt: number;
  /** Id and name of the sweep. */
  readonly sweep: { readonly id: number; readonly name: string };
  readonly configuration: Configuration;
  /** All random streams of the trial come from this. */
  readonly seed: number;
  readonly setup: Setup;
  /** What the training goes on from, as an earlier attempt left it; from its beginning where absent. */
  readonly resume?: TrainingState;
  /** Steps after which others are going to begin: a state is told after each of them. */
  readonly statesAt?: readonly number[];
  /**
   * How often it has reported the sweep's metric, the attempts before included, when something next decides whether it
   * goes on, or all its steps where nothing does: it is not stopped early before. Absent where that is not known, or
   * something decides after every report.
   */
  readonly stepLimit?: number;
  /**
   * Whether the trial may be stopped by what it reports: the runner then awaits what `onMessage` returns for a report
   * and asks `shouldStop` before it does anything else.
   */
  readonly isJudged?: boolean;
}

/**
 * All that a training goes on from after a step: it ends with the same bits as one that was never interrupted. Opaque but
 * to what trains.
 */
export interface TrainingState {
  /** The last step that is done. */
  readonly step: number;
  /** Digest of all that it depends on; see `Reckoning`. Absent where nobody knows. */
  readonly course?: string | undefined;
  /** Alone in its buffer, which is given away with it. */
  readonly content: Uint8Array<ArrayBuffer>;
}

/** The trial whose state another one began with. */
export interface TrialOrigin {
  /** Id of its sweep, and its number there. */
  readonly sweep: number;
  readonly trial: number;
  /** The last step that it did for both. */
  readonly step: number;
  /** How long these steps took, which was spent once. */
  readonly durationMs?: number;
}

/** A state that was kept, which a trial may go on from. */
export interface FoundState extends TrainingState {
  /** The attempt that left it, whose history leads to it. */
  readonly from: { readonly trialId: number; readonly attempt: number };
  /** Where it is of another trial. */
  readonly origin?: TrialOrigin;
}

/** A state that there is. */
export interface StoredCourse {
  /** What it depends on, a digest of `Reckoning`. */
  readonly course: string;
  /** The number of the trial that left it; absent for one of another sweep. */
  readonly trial?: number;
  /** Hash of that trial's configuration, and its seed. */
  readonly hash: string;
  readonly seed: number;
}

/** Where a training goes on. */
export interface Resumed {
  /** The last step that was done before. */
  readonly step: number;
  /** How long that took, with all steps before it. */
  readonly elapsedMs: number;
}

/** The metrics of one step; for a network a step is an epoch. */
export interface StepReport {
  /** A whole number from 0; the networks count epochs from 1. */
  readonly step: number;
  readonly metrics: MetricValues;
  /** Time since the step before it, or since the trial began. */
  readonly durationMs: number;
  /** Of what it trained after the step, chained to that of the step before; where its trainable makes one. */
  readonly digest?: string;
}

/** What is said of a trial while it runs. */
export type TrialMessage =
  | {
      readonly type: 'started';
      readonly trial: number;
      readonly worker: number;
      /** Where it goes on from the state that it was given. */
      readonly resumed?: Resumed;
      /** Why it does not, though there is one: it begins anew. */
      readonly refused?: string;
    }
  | {
      /** How far the step is that is being done; nothing of it is kept. */
      readonly type: 'progress';
      readonly trial: number;
      readonly step: number;
      /** Parts of the step, such as batches: how many are done, and how many it has. */
      readonly done: number;
      readonly total: number;
      /** Metrics of the step so far. */
      readonly metrics: MetricValues;
    }
  | ({ readonly type: 'report'; readonly trial: number } & StepReport)
  /** Follows the report of its step, but not every report: where a trial is stopped, that of its last whole step does. */
  | ({ readonly type: 'state'; readonly trial: number } & TrainingState)
  | {
      /** What a program printed, in whole lines where it prints lines. */
      readonly type: 'output';
      readonly trial: number;
      readonly stream: 'stdout' | 'stderr';
      readonly text: string;
    }
  | {
      /** A file that it handed in. */
      readonly type: 'file';
      readonly trial: number;
      readonly path: string;
      readonly content: Uint8Array;
    }
  | {
      /** What its processes take; null where that cannot be known. */
      readonly type: 'resources';
      readonly trial: number;
      /** Since the attempt began, where it was not measured just now. */
      readonly elapsedMs?: number;
      /** 100 is one core. */
      readonly cpuPercent: number | null;
      readonly memoryBytes: number | null;
      readonly gpuPercent: number | null;
      readonly gpuMemoryBytes: number | null;
    };

/** What a finished training leaves behind. */
export interface TrialResult {
  /** Final values by name: they stand for the trial from now on, in place of those of the latest step. */
  readonly metrics: MetricValues;
  /** The step that the final values are of; the last one where absent. */
  readonly keptStep?: number;
  /** Why the training ended before its last step, where it did. */
  readonly stoppedEarly?: string;
  readonly durationMs: number;
  /** What trained it, such as an engine, its version and the processor: where these are equal, so are the bits. */
  readonly fingerprint?: string;
  /** What its trainable keeps of it besides, in tables of its own. */
  readonly artifacts?: unknown;
}

/** How a trial ended where it ran. An error travels as data: its class would not survive the thread's edge. */
export type TrialOutcome =
  | { readonly state: 'completed'; readonly result: TrialResult }
  | { readonly state: 'stopped' }
  /** What ran it is gone: it is to be submitted again, as its next attempt. */
  | { readonly state: 'lost' }
  | { readonly state: 'failed'; readonly error: WireError }
  /** It did not begin, for where it was to run no trial can be run. */
  | { readonly state: 'unavailable'; readonly error: WireError };
