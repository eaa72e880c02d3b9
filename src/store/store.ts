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
import type { OutputPiece, ResourceSample, TrialFile } from './trialOutputs.ts';

export {
  type OpenRequest,
  REQUEST_KINDS,
  type RequestAnswer,
  type RequestKind,
  type RequestWish,
} from './request.ts';

export type { OutputPiece, ResourceSample, TrialFile } from './trialOutputs.ts';

/** Ends of its process since its last state after which a trial is not tried again in the same run. */
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
  /** Equal exactly if two runs are the same sweep and the later one continues the earlier. */
  readonly identity: string;
  readonly method: string;
  readonly metric: Metric;
  readonly seed: number;
  readonly replicates: number;
  /** The kind of its trainable, and what all its trials share. */
  readonly trainable: string;
  readonly shared: SharedSetup;
  readonly machine: Machine;
  /** Most bytes for all states of the database; 500 MB if absent, and 0 keeps none of ended trials. */
  readonly keptStatesBytes?: number | undefined;
}

/** A configuration that the sweep is to train, with the facts that are known before. */
export interface PlannedConfiguration extends Description {
  readonly configuration: Configuration;
}

/** One attempt at a trial: reports about an attempt that was given up are ignored. */
export interface TrialAttempt {
  /** Number of the trial in its sweep, from 1. */
  readonly number: number;
  /** Counted from 1. */
  readonly attempt: number;
}

/** A trial of the plan, as the database has it. */
export interface PlannedTrial extends TrialAttempt {
  /** The same object as in the plan. */
  readonly configuration: Configuration;
  /** Counted from 0. */
  readonly replicate: number;
  readonly seed: number;
  readonly state: TrialState;
  /** Number of attempts that ended with their process although nobody had asked to stop. */
  readonly crashes: number;
  /** Number of steps if nothing ends it earlier; absent if unknown. */
  readonly plannedSteps?: number;
  /** The last step of the state that it goes on from, if it has one. */
  readonly resumesAfter?: number;
  /** A sentence that says why it goes on although it was pruned; pruners do not judge it any more. */
  readonly thawed?: string;
  /** Number of first steps that it need not do: it or another trial has done them or is about to. */
  readonly sharedSteps?: number;
}

/** The part of a trial that a search may learn from. */
export interface ObservedTrial {
  readonly number: number;
  /** Counted from 0. */
  readonly replicate: number;
  readonly state: TrialState;
  /** The sweep's metric: its final value, or the latest one; null if there is no finite value. */
  readonly value: number | null;
  readonly lastStep: number | null;
  /** The metric over the steps of the current attempt. */
  readonly curve: Curve;
  /** Whether it was pruned and then went on. */
  readonly thawed: boolean;
}

/** A configuration of a sweep with the numbers of its trials, by replicate. */
export interface Proposed {
  readonly configuration: Configuration;
  readonly trials: readonly number[];
}

/** The steps that an attempt has from earlier attempts. */
export interface TakenOver {
  /** The last one of these steps. */
  readonly step: number;
  /** The number of these steps. */
  readonly steps: number;
  /** Time that these steps took. */
  readonly elapsedMs: number;
}

/** A step of an attempt. */
export interface AttemptReport extends TrialAttempt, StepReport {}

/** How a trial ended. An interrupted trial does not end; it goes back to the queue. */
export type TrialEnding =
  | { readonly state: 'completed'; readonly result: TrialResult }
  | { readonly state: 'failed'; readonly reason: WireError }
  | { readonly state: 'pruned' | 'cancelled'; readonly reason?: WireError };

/** The contract between the sweep loop and the database. Implementations are synchronous. */
export interface SweepStore extends EarlierSweeps {
  /**
   * Continues the newest sweep of that identity, or creates one. A sweep whose process died (or whose last
   * heartbeat is too old) is taken over: its running trials go back to the queue, and each counts one crash
   * more if the process died.
   * @throws SweepError `database_busy` while another live process runs it.
   */
  beginSweep(sweep: SweepStart): RunningSweep;
}

/** The time at which something happened. */
export interface Moment {
  /** Time in ms since 1970, by a clock that never goes back. */
  readonly atMs: number;
  /** Time by `performance.now()`; durations are differences of it. */
  readonly passedMs: number;
}

/**
 * A sweep that this process runs, until {@link end}. Every call is one transaction: it is stored whole or not
 * at all, and repeating it changes nothing. An ended trial never changes; calls about it return false.
 * @throws SweepError `database_busy` from every method once another process has taken the sweep over;
 * `disk_full` and `database_unusable` if the write failed, with all earlier calls kept. `DatabaseLocked` if
 * another process holds the file: nothing was changed, and the call may be repeated.
 */
export interface RunningSweep {
  readonly sweepId: number;
  /** True if the database already had this sweep. */
  readonly resumed: boolean;
  /** The run cap that a request gave the sweep in an earlier run of the same spec. */
  readonly raisedRunCap: number | undefined;

  /**
   * Whether the path still names the database file; false once the file was removed, renamed or replaced.
   * Writes go to the file that was opened, and have to be saved from there.
   */
  isInPlace(): boolean;

  /** Makes one transaction of the calls within: all of them count, or none. */
  together<T>(calls: () => T): T;

  /**
   * Adds the missing trials of configurations × seeds, replicate r with `seeds[r]`, numbered in that order
   * after the existing ones. Failed and cancelled trials are queued again as the next attempt; queued,
   * running, completed and pruned ones stay. A trial that failed for its crashes gets one more attempt.
   * Returns all of them in the plan's order. If the first replicate is not 0, `seeds` are the seeds from that
   * replicate on.
   */
  planTrials(
    configurations: readonly PlannedConfiguration[],
    seeds: readonly number[],
    firstReplicate?: number,
  ): PlannedTrial[];

  /**
   * A pruned trial goes on where it stopped: pruned → queued as the next attempt, with the sentence that says
   * why; undefined if it is not pruned.
   */
  thawTrial(number: number, why: string): TrialAttempt | undefined;

  /** All configurations of the sweep, in the order in which they were recorded. */
  proposals(): Proposed[];

  /** Its trials with these numbers, or all if absent. */
  observe(numbers?: readonly number[]): ObservedTrial[];

  /** The present moment, for a write that has to wait. */
  moment(): Moment;

  /**
   * Queued → running on that worker, at that moment or now; false for an attempt in another state. One that goes
   * on from a state, by default its own, has the history up to there.
   */
  startTrial(
    trial: TrialAttempt,
    worker: number,
    at?: Moment,
    resumed?: Resumed,
    state?: Pick<FoundState, 'from' | 'origin'>,
  ): boolean;

  /**
   * Keeps the state that a running attempt can go on from; it replaces the attempt's earlier states that
   * nobody awaits. The report of its step must be recorded before. If room is short, states of ended trials
   * are dropped: first those of completed trials, the oldest first.
   */
  recordState(trial: TrialAttempt, state: TrainingState): boolean;

  /**
   * The steps that a running attempt has from earlier ones; undefined if it began anew. A trial that goes on
   * from a state has them from its start, any other one from its first report on.
   */
  takenOver(trial: TrialAttempt): TakenOver | undefined;

  /** Number of finite values of the sweep's metric in the latest earlier attempt that reported any step. */
  earlierReports(trial: TrialAttempt): number;

  /** Sets the steps after which others begin, until the next call; states of the trial at these are kept. */
  awaitStates(number: number, steps: readonly number[]): void;

  /**
   * The state that a trial goes on from: one that its latest attempt with as many steps left, or one of
   * another trial of any sweep that depends on the same inputs. A sweep that trains the very same does not count:
   * a sweep of its own does that again. A failed trial keeps only the states that others await.
   */
  trainingState(number: number, reckoning?: Reckoning): FoundState | undefined;

  /** The states of the database that trials may begin with. */
  courses(): StoredCourse[];

  /** The sweep's metric over the steps that led to a state, and the time of each. */
  curveBefore(state: FoundState): readonly (CurvePoint & { readonly elapsedMs: number })[];

  /**
   * Stores the reports of running attempts; returns the number of new values. An earlier report of a step is
   * kept, and reports of an attempt that was given up are ignored.
   */
  recordSteps(batch: readonly AttemptReport[]): number;

  /** Appends to the output of a running attempt; of a long one, the beginning and the end are kept. */
  recordOutput(trial: TrialAttempt, pieces: readonly OutputPiece[]): void;

  /** Keeps a file of a running attempt and replaces one of the same path; false if there is no room. */
  recordFile(trial: TrialAttempt, file: TrialFile): boolean;

  /** Stores the resources that the processes of a running attempt use. */
  recordResources(trial: TrialAttempt, sample: ResourceSample): void;

  /**
   * Ends a trial, as the only call that does (`tell`). A completed one must have been running; what its
   * trainable keeps goes into tables of its own. False if the ending does not apply. `at` as above.
   */
  endTrial(trial: TrialAttempt, ending: TrialEnding, at?: Moment): boolean;

  /**
   * Interrupts a trial: running → queued as the next attempt, which is returned; undefined if not running.
   */
  requeueTrial(trial: TrialAttempt): TrialAttempt | undefined;

  /**
   * Records that the running trials were asked to stop: if the process ends before they do, that does not
   * count as a crash of theirs.
   */
  noteStop(): void;

  /** Stores the artifacts that the trainable keeps once for the sweep. */
  recordShared(artifacts: unknown): void;

  /** Records that this process is alive; to be called every {@link HEARTBEAT_INTERVAL_MS}. */
  heartbeat(): void;

  /** The unanswered requests, in the order in which they came: one look-up in an index. */
  openRequests(): OpenRequest[];

  /** Records, once, the answer to a request, which counts as read now. */
  answerRequest(id: number, answer: RequestAnswer): void;

  /** Records whether the sweep starts no further trials for now; a sweep begins unpaused. */
  setPaused(paused: boolean): void;

  /** Records a run cap that was requested, for the next runs of the same spec. */
  raiseRunCap(runCap: number): void;

  /** Gives the sweep up; running trials go back to the queue, and requests that came too late are refused. */
  end(state: 'completed' | 'interrupted' | 'failed'): void;
}
