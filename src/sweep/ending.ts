import type { PlannedTrial, TrialEnding } from '../store/store.ts';
import type { TrialOutcome } from '../trial/trial.ts';
import type { SweepEvent } from './events.ts';

type TrialEnded = Extract<SweepEvent, { type: 'trial_ended' }>;

/** The end of a trial. */
export interface Ending {
  /** The ending that is recorded; undefined if it was interrupted and goes back to the queue. */
  readonly stored: TrialEnding | undefined;
  /** The ending that listeners get. */
  readonly announced: Pick<TrialEnded, 'state' | 'metrics' | 'reason'>;
}

/** The facts about an ended trial in addition to its ending. */
export type Ended = Pick<TrialEnded, 'trial' | 'worker' | 'durationMs' | 'steps' | 'resumesAfter'>;

export function notBegun(trial: PlannedTrial): Ended {
  return { trial, worker: undefined, durationMs: 0, steps: 0 };
}

/**
 * `cancelledAfter` says when it was asked to stop for good, if it was, and `pruned` why it was not worth
 * continuing. That verdict stands, whatever the trial did afterwards.
 */
export function endingOf(
  outcome: Exclude<TrialOutcome, { state: 'unavailable' }>,
  cancelledAfter: string | undefined,
  pruned: string | undefined,
): Ending {
  if (pruned !== undefined) {
    const reason = { code: 'pruned', message: pruned } as const;
    return { stored: { state: 'pruned', reason }, announced: { state: 'pruned', reason } };
  }
  switch (outcome.state) {
    case 'stopped':
    case 'lost':
      if (cancelledAfter) return cancelled(cancelledAfter);
      return { stored: undefined, announced: { state: 'queued' } };
    case 'failed': {
      const { state, error: reason } = outcome;
      return { stored: { state, reason }, announced: { state, reason } };
    }
    case 'completed': {
      return { stored: outcome, announced: { state: 'completed', metrics: outcome.result.metrics } };
    }
  }
}

/** The end of a trial that was asked to stop for good. */
export function cancelled(when: string): Ending {
  const state = 'cancelled';
  const reason = {
    code: 'interrupted',
    message: `Stopped by request ${when}.`,
    hint: 'Running the same spec again queues it again.',
  } as const;
  return { stored: { state, reason }, announced: { state, reason } };
}
