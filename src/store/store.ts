import type { Configuration } from '../configuration.ts';
import type { WireError } from '../errors.ts';
import type { Curve, CurvePoint } from '../metric/curve.ts';
import type { Metric } from '../metric/metric.ts';
import type { Description, Reckoning, SharedSetup } from '../trainable/trainable.ts';
import type {
  FoundState,
  Resumed,
  StepReport,
  StoredCourse,
  TrainingState,
  TrialResult,
  TrialState,
} from '../trial/trial.ts';
import type { EarlierSweeps } from './earlierSweeps.ts';
import type { OpenRequest, RequestAnswer } from './request.ts';

export {
  type OpenRequest,
  REQUEST_KINDS,
  type RequestAnswer,
  type RequestKind,
  type RequestWish,
} from './request.ts';

import type { OutputPiece, ResourceSample, TrialFile } from './trialOutputs.ts';

export type { OutputPiece, ResourceSample, TrialFile } from './trialOutputs.ts';

/** A trial whose process ended beneath it that often is not tried again in the same run. */
export const MOST_CRASHES = 3;

/** How often the process that runs a sweep calls {@link RunningSweep.heartbeat}. */
export const HEARTBEAT_INTERVAL_MS = 5_000;

/** The machine that ran a sweep, as plain data for its page: processor, cores, versions. */
export type Machine = Readonly<Record<string, string | number>>;

/** A sweep that is about to run. */
export interface SweepStart {
  readonly name: string;
  readonly specText: string;
  readonly specJson: string;
  /** Equal exactly where two runs are the same sweep and the later one continues the earlier. */
  readonly identity: string;
  readonly method: string;
  readonly metric: Metric;
  readonly seed: number;
  readonly replicates: number;
  /** The kind of its trainable, and what all its trials share. */
  readonly trainable: string;
  readonly shared: SharedSetup;
  readonly machine: Machine;
  /** What the states of the database may take, in bytes; 500 MB where absent, and 0 keeps none of ended trials. */
  readonly keptStatesBytes?: number | undefined;
}

/** A configuration that the sweep is to train, with what is known of it beforehand. */
export interface PlannedConfiguration extends Description {
  readonly configuration: Configuration;
}

/** One attempt at a trial: what is said of an attempt that was given up is ignored. */
export interface TrialAttempt {
  /** Number of the trial in its sweep, from 1. */
  readonly number: number;
  /** Counts from 1. */
  readonly attempt: number;
}

/** A trial of the plan as it stands in the database. */
export interface PlannedTrial extends TrialAttempt {
  /** The plan's own object. */
  readonly configuration: Configuration;
  /** Counts from 0. */
  readonly replicate: number;
  readonly seed: number;
  readonly state: TrialState;
  /** How many attempts ended with their process, which nobody had asked to stop. */
  readonly crashes: number;
  /** How many steps it has if nothing ends it earlier; absent where nobody knows. */
  readonly plannedSteps?: number;
  /** The last step of the state from which it goes on, where it has one. */
  readonly resumesAfter?: number;
  /** Why it goes on although it was pruned, in a sentence; it is not judged any more. */
  readonly thawed?: string;
  /** How many first steps it does not have to do, as it or another trial has done them or is about to. */
  readonly sharedSteps?: number;
}

/** A trial as far as a search may learn from it. */
export interface ObservedTrial {
  readonly number: number;
  /** Counts from 0. */
  readonly replicate: number;
  readonly state: TrialState;
  /** The sweep's metric: its final value, or the latest one; null where there is none that is finite. */
  readonly value: number | null;
  readonly lastStep: number | null;
  /** The metric over the steps of the current attempt. */
  readonly curve: Curve;
  /** Whether it was pruned before and goes on, or went on, from there. */
  readonly thawed: boolean;
}

/** A configuration of a sweep with the numbers of its trials, by replicate. */
export interface Proposed {
  readonly configuration: Configuration;
  readonly trials: readonly number[];
}

/** What an attempt has of the attempts before it. */
export interface TakenOver {
  /** The last step that is theirs. */
  readonly step: number;
  /** How many are. */
  readonly steps: number;
  /** What these took. */
  readonly elapsedMs: number;
}

/** A step of an attempt. */
export interface AttemptReport extends TrialAttempt, StepReport {}

/** How a trial ended; an interrupted one does not end but goes back to the queue. */
export type TrialEnding =
  | { readonly state: 'completed'; readonly result: TrialResult }
  | { readonly state: 'failed'; readonly reason: WireError }
  | { readonly state: 'pruned' | 'cancelled'; readonly reason?: WireError };

/** The contract between the sweep loop and the database. Implementations are synchronous. */
export interface SweepStore extends EarlierSweeps {
  /**
   * Continues the newest sweep of that identity, or creates one. A sweep whose process died (or whose last
   * heartbeat is too old) is taken over: its running trials go back to the queue, with a crash more where it died.
   * @throws SweepError `database_busy` while another live process runs it.
   */
  beginSweep(sweep: SweepStart): RunningSweep;
}

/** When something happened. */
export interface Moment {
  /** Time in ms since 1970, by a clock that never goes back. */
  readonly atMs: number;
  /** Time by `performance.now()`; durations are differences of it. */
  readonly passedMs: number;
}

/**
 * A sweep that this process runs, until {@link end}. Every call is one transaction: it is stored whole or not at
 * all, and repeating it changes nothing. An ended trial never changes; calls about it return false.
 * @throws SweepError `database_busy` from every method once another process has taken the sweep over;
 * `disk_full` and `database_unusable` where the write failed, with all earlier calls kept. `DatabaseLocked`
 * where another process holds the file: nothing was done, and the call may be made again.
 */
export interface RunningSweep {
  readonly sweepId: number;
  /** True where the sweep was in the database before. */
  readonly resumed: boolean;
  /** The run cap that a request gave the sweep in an earlier run of the same spec. */
  readonly raisedRunCap: number | undefined;

  /**
   * Whether the database's path still names the file that is written to: false once that was removed, renamed or
   * replaced. What is written goes to the file that was opened, and is to be saved from there.
   */
  isInPlace(): boolean;

  /** Makes one transaction of the calls within: all of them count, or none. */
  together<T>(calls: () => T): T;

  /**
   * Adds the missing trials of configurations × seeds, replicate r with `seeds[r]`, numbered in that order after
   * those that are there. Failed and cancelled ones are queued again as the next attempt; queued, running,
   * completed and pruned ones stay. One that failed for its crashes has one attempt more. Returns all of them, in the plan's
   * order. Where the first replicate is not 0, `seeds` are those from it on.
   */
  planTrials(
    configurations: readonly PlannedConfiguration[],
    seeds: readonly number[],
    firstReplicate?: number,
  ): PlannedTrial[];

  /**
   * A pruned trial goes on where it stopped: pruned → queued as the next attempt, with the sentence that says why; undefined
   * where it is not pruned.
   */
  thawTrial(number: number, why: string): TrialAttempt | undefined;

  /** All configurations of the sweep, in the order in which they were recorded. */
  proposals(): Proposed[];

  /** Those of its trials that have these numbers; all where absent. */
  observe(numbers?: readonly number[]): ObservedTrial[];

  /** Now: what waits to be written is recorded with the moment at which it happened. */
  moment(): Moment;

  /**
   * Queued → running, on that worker, now or at that moment. Where it goes on from a state, its own where none is given, the
   * attempt has the history up to there. False where the attempt is neither queued nor running.
   */
  startTrial(
    trial: TrialAttempt,
    worker: number,
    at?: Moment,
    resumed?: Resumed,
    state?: Pick<FoundState, 'from' | 'origin'>,
  ): boolean;

  /**
   * Keeps what a running attempt goes on from, in place of its earlier states that nobody awaits; the report of its step was
   * recorded before. States of ended trials make room: those of completed ones first, the oldest of them first.
   */
  recordState(trial: TrialAttempt, state: TrainingState): boolean;

  /**
   * What a running attempt has of the ones before it; undefined where it began anew. A trial that goes on from a state has
   * it from its start, another one from its first report on.
   */
  takenOver(trial: TrialAttempt): TakenOver | undefined;

  /** How many finite values of the sweep's metric the latest attempt before that one had that reported any step. */
  earlierReports(trial: TrialAttempt): number;

  /** Says, until it is said anew, after which steps of a trial others are going to begin: its states of these are kept. */
  awaitStates(number: number, steps: readonly number[]): void;

  /**
   * What a trial goes on from, as its latest attempt that had got so far left it, or another trial of any sweep whose state
   * depends on the same; but not one of another sweep that trains the very same, since a sweep of its own does that again. A
   * failed one has nothing of its own but what others await.
   */
  trainingState(number: number, reckoning?: Reckoning): FoundState | undefined;

  /** The states of the database that trials may begin with. */
  courses(): StoredCourse[];

  /** The sweep's metric over the steps that led to a state, and how long it took to come so far. */
  curveBefore(state: FoundState): readonly (CurvePoint & { readonly elapsedMs: number })[];

  /**
   * Stores what running attempts report and returns how many values were new; what was reported before of the same
   * step is kept, and what an attempt that was given up says is ignored.
   */
  recordSteps(batch: readonly AttemptReport[]): number;

  /** Adds to what a running attempt has printed; of a long output the beginning and the end are kept. */
  recordOutput(trial: TrialAttempt, pieces: readonly OutputPiece[]): void;

  /** Keeps a file of a running attempt, in place of one of the same path; false where there is no room for it. */
  recordFile(trial: TrialAttempt, file: TrialFile): boolean;

  /** Stores what the processes of a running attempt take. */
  recordResources(trial: TrialAttempt, sample: ResourceSample): void;

  /**
   * The one way in which a trial ends (`tell`). A completed one must be running; what its trainable keeps of it goes
   * into tables of its own. False where it does not apply. `at` as above.
   */
  endTrial(trial: TrialAttempt, ending: TrialEnding, at?: Moment): boolean;

  /** An interrupted trial: running → queued as the next attempt, which is returned; undefined where not running. */
  requeueTrial(trial: TrialAttempt): TrialAttempt | undefined;

  /**
   * Says that the trials that run were asked to stop: where the process ends before they do, it does not count as a
   * crash of theirs.
   */
  noteStop(): void;

  /** Stores what the trainable keeps once for the sweep. */
  recordShared(artifacts: unknown): void;

  /** Says that this process is alive; to be called every {@link HEARTBEAT_INTERVAL_MS}. */
  heartbeat(): void;

  /** The requests that nobody has answered, in the order in which they were made: one look-up over an index. */
  openRequests(): OpenRequest[];

  /** Says, once, what came of a request; it counts as taken up now. */
  answerRequest(id: number, answer: RequestAnswer): void;

  /** Says whether further trials are started for now; a sweep begins unpaused. */
  setPaused(paused: boolean): void;

  /** Keeps a run cap that was asked for, for the next runs of the same spec. */
  raiseRunCap(runCap: number): void;

  /**
   * Gives the sweep up to whoever runs it next; trials that still run go back to the queue, and requests that
   * came too late are refused.
   */
  end(state: 'completed' | 'interrupted' | 'failed'): void;
}
