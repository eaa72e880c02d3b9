import { and, eq } from 'drizzle-orm';
import type { WireError } from '../../errors.ts';
import type { TrialState } from '../../trial/trial.ts';
import { recordResult } from '../artifacts.ts';
import type { Orm } from '../database.ts';
import { trials } from '../schema.ts';
import type { SweepStart, TrialAttempt, TrialEnding } from '../store.ts';
import { type AttemptRow, findAttempt } from './attempt.ts';
import { dropOldStates, dropStates, type StateRoom } from './states.ts';
import { type StepWriter, storedMetrics } from './steps.ts';

/** The states that a trial may be in before each ending. */
const ENDS_FROM: Readonly<Record<TrialEnding['state'], readonly TrialState[]>> = {
  completed: ['running'],
  pruned: ['running'],
  failed: ['running', 'queued'],
  cancelled: ['running', 'queued'],
};

/** The sweep whose trial ends. */
export interface EndingSweep extends Pick<SweepStart, 'trainable' | 'shared' | 'metric'> {
  readonly sweepId: number;
  readonly steps: StepWriter;
  readonly room: StateRoom;
}

/** Ends a trial for good; see `RunningSweep.endTrial`. */
export function end(
  orm: Orm,
  sweep: EndingSweep,
  trial: TrialAttempt,
  ending: TrialEnding,
  {
    nowMs,
    elapsedMs,
    beforeMs,
  }: {
    readonly nowMs: number;
    readonly elapsedMs: number;
    /**
     * Time of the steps of earlier attempts, if neither the attempt's own time nor its result counts them.
     */
    readonly beforeMs: number;
  },
): boolean {
  const found = findAttempt(orm, sweep.sweepId, trial);
  if (!found || !ENDS_FROM[ending.state].includes(found.state)) return false;
  orm
    .update(trials)
    .set({
      state: ending.state,
      endedAtMs: nowMs,
      durationMs: found.startedAtMs === null ? null : elapsedMs + beforeMs,
      ...endingColumns(found, ending, beforeMs),
    })
    .where(and(eq(trials.id, found.id), eq(trials.state, found.state)))
    .run();
  if (ending.state === 'completed') {
    for (const name of Object.keys(ending.result.metrics)) sweep.steps.idOf(orm, name);
    recordResult(orm, sweep, found.id, ending.result.artifacts);
  }
  if (ending.state === 'failed') dropStates(orm, found.id, [...(sweep.room.awaited.get(trial.number) ?? [])]);
  dropOldStates(orm, sweep.room);
  return true;
}

function endingColumns(found: AttemptRow, ending: TrialEnding, beforeMs: number) {
  if (ending.state !== 'completed') return reasonColumns(ending.reason);
  const { durationMs, fingerprint, metrics, stoppedEarly } = ending.result;
  return {
    metrics: { ...found.metrics, ...storedMetrics(metrics) },
    reasonHint: null,
    reasonCode: found.thawed === null ? null : ('thawed' as const),
    reasonMessage: [found.thawed, stoppedEarly].filter(Boolean).join(' ') || null,
    durationMs: durationMs + beforeMs,
    fingerprint: fingerprint ?? null,
  };
}

function reasonColumns(reason: WireError | undefined) {
  return {
    reasonCode: reason?.code ?? null,
    reasonMessage: reason?.message ?? null,
    reasonHint: reason?.hint ?? null,
  };
}
