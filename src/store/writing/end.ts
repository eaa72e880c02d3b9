import { and, eq } from 'drizzle-orm';
import type { WireError } from '../../errors.ts';
import type { Metric } from '../../sweepfile/spec.ts';
import type { TrialState } from '../../trial/trial.ts';
import type { Orm } from '../database.ts';
import { finiteOrNull } from '../metric.ts';
import { trials } from '../schema.ts';
import type { TrialAttempt, TrialEnding } from '../store.ts';
import { findAttempt } from './attempt.ts';
import { metricColumns } from './epochs.ts';
import { recordPredictions } from './predictions.ts';
import { keepBestWeights, recordWeights } from './weights.ts';

/** From which states each ending may come. */
const ENDS_FROM: Readonly<Record<TrialEnding['state'], readonly TrialState[]>> = {
  completed: ['running'],
  pruned: ['running'],
  failed: ['running', 'queued'],
  cancelled: ['running', 'queued'],
};

/** Ends a trial for good; see `RunningSweep.endTrial`. */
export function end(
  orm: Orm,
  sweep: { readonly sweepId: number; readonly metric: Metric; readonly classCount: number },
  trial: TrialAttempt,
  ending: TrialEnding,
  { nowMs, elapsedMs }: { readonly nowMs: number; readonly elapsedMs: number },
): boolean {
  const found = findAttempt(orm, sweep.sweepId, trial);
  if (!found || !ENDS_FROM[ending.state].includes(found.state)) return false;
  orm
    .update(trials)
    .set({
      state: ending.state,
      endedAtMs: nowMs,
      durationMs: found.startedAtMs === null ? null : elapsedMs,
      ...endingColumns(ending),
    })
    .where(and(eq(trials.id, found.id), eq(trials.state, found.state)))
    .run();
  if (ending.state === 'completed') {
    const { predictions, confidences, weights } = ending.result;
    recordPredictions(orm, found.id, predictions, confidences, sweep.classCount);
    recordWeights(orm, found.id, weights);
    keepBestWeights(orm, sweep.sweepId, sweep.metric);
  }
  return true;
}

function endingColumns(ending: TrialEnding) {
  if (ending.state !== 'completed') return reasonColumns(ending.reason);
  const { testLoss, testAccuracy, durationMs, latencyMs, fingerprint, kept, stoppedEarly } = ending.result;
  return {
    ...metricColumns(kept),
    reasonCode: null,
    reasonMessage: stoppedEarly ?? null,
    testLoss: finiteOrNull(testLoss),
    testAccuracy: finiteOrNull(testAccuracy),
    durationMs,
    latencyMs: finiteOrNull(latencyMs),
    fingerprint,
  };
}

function reasonColumns(reason: WireError | undefined) {
  return {
    reasonCode: reason?.code ?? null,
    reasonMessage: reason?.message ?? null,
    reasonHint: reason?.hint ?? null,
  };
}
