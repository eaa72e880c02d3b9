import type { WireError } from '../errors.ts';
import type { MetricValues } from '../metric/metric.ts';
import type { OpenRequest, PlannedTrial } from '../store/store.ts';
import type { StepReport, TrialOrigin } from '../trial/trial.ts';

/** How many trials of a sweep ended in which way in this run; `skipped` were done before it. */
export interface SweepCounts {
  readonly completed: number;
  readonly pruned: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly skipped: number;
}

/**
 * What happens while a sweep runs, in order. What an event says of the sweep has been committed by then; `progress` and
 * those about the database say nothing of it.
 */
export type SweepEvent =
  | {
      readonly type: 'sweep_started';
      readonly sweepId: number;
      readonly resumed: boolean;
      /** All trials of the plan; those in the queue run now. */
      readonly trials: readonly PlannedTrial[];
      /** How many of them run now: all in the queue, or as many as were asked for. */
      readonly toRun: number;
      /** True where further trials are added as slots become free, until the run is stopped. */
      readonly isOpenEnded: boolean;
      readonly workers: number;
    }
  | {
      /** Before it begins: what it learns from an earlier sweep, or why nothing, in a sentence. */
      readonly type: 'learnt';
      readonly message: string;
    }
  | {
      readonly type: 'trial_started';
      readonly trial: PlannedTrial;
      readonly worker: number;
      /** The last step that an earlier attempt, or another trial, did, where it goes on from there. */
      readonly resumedFrom?: number;
      /** The trial that did these steps, where it was another one. */
      readonly origin?: TrialOrigin;
      /** Id of the sweep itself. */
      readonly sweepId: number;
      /** Why it begins anew, though an earlier attempt had got on. */
      readonly refused?: string;
    }
  | {
      readonly type: 'progress';
      readonly trial: PlannedTrial;
      readonly worker: number;
      /** The step that is being done. */
      readonly step: number;
      /** How many of its parts are done, and how many it has. */
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
      /** What a program printed. */
      readonly type: 'output';
      readonly trial: PlannedTrial;
      readonly worker: number;
      readonly stream: 'stdout' | 'stderr';
      readonly text: string;
    }
  | {
      /** The search has ended, and so many configurations are trained further: see `AfterSearch`. */
      readonly type: 'round_started';
      readonly kind: 'thaw' | 'finals';
      readonly configurations: number;
      readonly trials: readonly PlannedTrial[];
    }
  | {
      /** More trials, by request or of an open-ended search, at the end of the queue; `toRun` of them run in this run. */
      readonly type: 'trials_added';
      readonly trials: readonly PlannedTrial[];
      readonly toRun: number;
    }
  | {
      /** A request was read, and carried out where it was accepted. */
      readonly type: 'request_taken';
      readonly request: OpenRequest;
      readonly accepted: boolean;
      readonly outcome: string;
    }
  | {
      readonly type: 'trial_ended';
      readonly trial: PlannedTrial;
      /** Undefined where it was cancelled before it had begun. */
      readonly worker: number | undefined;
      /** `queued` where it was interrupted and goes on later. */
      readonly state: 'completed' | 'pruned' | 'failed' | 'cancelled' | 'queued';
      /** How many it reported. */
      readonly steps: number;
      /** Its final values, where it completed. */
      readonly metrics?: MetricValues;
      readonly reason?: WireError;
      readonly durationMs: number;
      /** The step after which it goes on when it runs again, where it has a state. */
      readonly resumesAfter?: number;
    }
  | {
      /** The database's file was removed, renamed or replaced: the run stops, and writes to the file that it holds. */
      readonly type: 'database_moved';
    }
  | {
      /** Another process holds the database. Training goes on; what it brings is written when the lock is gone. */
      readonly type: 'database_locked';
      /** How long it is waited for at most; absent while there is no limit. */
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
      /** Whether its time budget was over; the trials that are left were not begun. */
      readonly isOverBudget: boolean;
      /** Why its search ended before it had tried all that it might: a target reached, or no gain any more. */
      readonly searchEnded?: string;
      /** Why it ended by itself before its trials did. */
      readonly reason?: WireError;
      readonly durationMs: number;
    };
