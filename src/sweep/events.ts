import type { WireError } from '../errors.ts';
import type { MetricValues } from '../metric/metric.ts';
import type { OpenRequest, PlannedTrial } from '../store/store.ts';
import type { StepReport, TrialOrigin } from '../trial/trial.ts';
import type { RaceNews, Round } from './followUp.ts';

/** Numbers of trials of a sweep by their ending in this run; `skipped` were done before it. */
export interface SweepCounts {
  readonly completed: number;
  readonly pruned: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly skipped: number;
}

/**
 * The events of a running sweep, in order. Everything that an event says about the sweep is committed by
 * then; `progress` and events about the database say nothing of that kind.
 */
export type SweepEvent =
  | {
      readonly type: 'sweep_started';
      readonly sweepId: number;
      readonly resumed: boolean;
      /** All trials of the plan; those in the queue run in this run. */
      readonly trials: readonly PlannedTrial[];
      /** Number of them that this run trains: all in the queue, or as many as were asked for. */
      readonly toRun: number;
      /** True if further trials are added as slots become free, until the run is stopped. */
      readonly isOpenEnded: boolean;
      readonly workers: number;
    }
  | {
      /** Before it begins: a sentence that says what it learns from an earlier sweep, or why nothing. */
      readonly type: 'learnt';
      readonly message: string;
    }
  | {
      readonly type: 'trial_started';
      readonly trial: PlannedTrial;
      readonly worker: number;
      /** The last step that it took over from an earlier attempt, or from another trial. */
      readonly resumedFrom?: number;
      /** The trial that did these steps, if it was another one. */
      readonly origin?: TrialOrigin;
      /** Id of the sweep itself. */
      readonly sweepId: number;
      /** Why it begins anew, although an earlier attempt had done steps. */
      readonly refused?: string;
    }
  | {
      readonly type: 'progress';
      readonly trial: PlannedTrial;
      readonly worker: number;
      /** The step that is in progress. */
      readonly step: number;
      /** Number of its parts that are done, and of all. */
      readonly done: number;
      readonly total: number;
      /** Metrics of the step so far. */
      readonly metrics: MetricValues;
    }
  | {
      readonly type: 'report';
      readonly trial: PlannedTrial;
      readonly worker: number;
      readonly report: StepReport;
    }
  | {
      /** A piece of a program's output. */
      readonly type: 'output';
      readonly trial: PlannedTrial;
      readonly worker: number;
      readonly stream: 'stdout' | 'stderr';
      readonly text: string;
    }
  | {
      /** The search has ended, and this many configurations are trained further: see `FollowUp`. */
      readonly type: 'round_started';
      readonly kind: Round['kind'];
      readonly configurations: number;
      readonly trials: readonly PlannedTrial[];
      readonly race?: RaceNews;
    }
  | {
      /**
       * More trials, by request or of an open-ended search, at the end of the queue; this run trains `toRun`
       * of them.
       */
      readonly type: 'trials_added';
      readonly trials: readonly PlannedTrial[];
      readonly toRun: number;
    }
  | {
      /** A request was read, and carried out if it was accepted. */
      readonly type: 'request_taken';
      readonly request: OpenRequest;
      readonly accepted: boolean;
      readonly outcome: string;
    }
  | {
      readonly type: 'trial_ended';
      readonly trial: PlannedTrial;
      /** Undefined if it was cancelled before it had begun. */
      readonly worker: number | undefined;
      /** `queued` if it was interrupted and goes on later. */
      readonly state: 'completed' | 'pruned' | 'failed' | 'cancelled' | 'queued';
      /** Number of steps that it reported. */
      readonly steps: number;
      /** Its final values, if it completed. */
      readonly metrics?: MetricValues;
      readonly reason?: WireError;
      readonly durationMs: number;
      /** The step after which it goes on when it runs again, if it has a state. */
      readonly resumesAfter?: number;
    }
  | {
      /**
       * The database's file was removed, renamed or replaced: the run stops, and writes to the file that it
       * holds open.
       */
      readonly type: 'database_moved';
    }
  | {
      /** Another process holds the database. Training goes on; results are written when the lock is gone. */
      readonly type: 'database_locked';
      /** Most time that the run waits for it; absent while there is no limit. */
      readonly limitMs?: number;
    }
  | { readonly type: 'database_unlocked'; readonly waitedMs: number }
  | {
      readonly type: 'sweep_ended';
      readonly sweepId: number;
      readonly state: 'completed' | 'interrupted';
      readonly counts: SweepCounts;
      /** Trials that are still in the queue. */
      readonly left: number;
      /** Whether it was asked to stop, by a signal or by a request. */
      readonly stopped: boolean;
      /** Whether its time budget was used up; the remaining trials were not begun. */
      readonly isOverBudget: boolean;
      /**
       * Why its search ended before it had tried everything: a target was reached, or there was no further
       * gain.
       */
      readonly searchEnded?: string;
      /** Why it ended by itself before its trials did. */
      readonly reason?: WireError;
      readonly durationMs: number;
    };
