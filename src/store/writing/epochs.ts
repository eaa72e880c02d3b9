import { and, eq, lt } from 'drizzle-orm';
import type { EpochMetrics } from '../../trial/trial.ts';
import type { Orm } from '../database.ts';
import { finiteOrNull } from '../metric.ts';
import { epochs, trials } from '../schema.ts';
import type { EpochReport } from '../store.ts';
import { findAttempt } from './attempt.ts';

/** Stores an epoch of a running attempt; false where it is there already or the attempt is not running. */
export function recordEpoch(orm: Orm, sweepId: number, report: EpochReport): boolean {
  const trial = findAttempt(orm, sweepId, report);
  if (trial?.state !== 'running') return false;
  const { epoch, durationMs } = report.metrics;
  const metrics = metricColumns(report.metrics);
  const { changes } = orm
    .insert(epochs)
    .values({ trialId: trial.id, attempt: report.attempt, epoch, durationMs, ...metrics })
    .onConflictDoNothing()
    .run();
  orm
    .update(trials)
    .set({ epochs: epoch, ...metrics })
    .where(and(eq(trials.id, trial.id), lt(trials.epochs, epoch)))
    .run();
  return changes === 1;
}

export function metricColumns(metrics: EpochMetrics) {
  return {
    loss: finiteOrNull(metrics.loss),
    accuracy: finiteOrNull(metrics.accuracy),
    valLoss: finiteOrNull(metrics.val_loss),
    valAccuracy: finiteOrNull(metrics.val_accuracy),
  };
}
