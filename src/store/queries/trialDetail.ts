import { eq } from 'drizzle-orm';
import type { Assignment, ModelName } from '../../configuration.ts';
import { SweepError, type WireError } from '../../errors.ts';
import type { Layer } from '../../model/layer.ts';
import type { TrialState } from '../../trial/trial.ts';
import type { Database, Orm } from '../database.ts';
import { trialDurationMs, trialEndedAtMs } from '../elapsed.ts';
import type { FinalMetrics } from '../leaderboard/row.ts';
import { configurations, predictions, trials, weights } from '../schema.ts';
import type { Split } from '../store.ts';
import { type SweepInfo, sweepById } from './sweepInfo.ts';

/** All that is known of one trial but its curves, predictions and weights. Times are milliseconds since 1970. */
export interface TrialDetail extends FinalMetrics {
  readonly trialId: number;
  readonly number: number;
  readonly sweep: SweepInfo;
  /** SHA-256 of the configuration, in hex. */
  readonly configuration: string;
  readonly model: ModelName;
  readonly parameters: Assignment;
  /** All weights, moving averages included. */
  readonly parameterCount: number;
  readonly flops: number;
  readonly layers: readonly Layer[];
  readonly replicate: number;
  readonly seed: number;
  readonly state: TrialState;
  readonly attempt: number;
  /** Why a training that completed ended before its last planned epoch; null where it did not. */
  readonly stoppedEarly: string | null;
  /** Why it failed or was cancelled; null where it was not. */
  readonly reason: WireError | null;
  readonly worker: number | null;
  readonly fingerprint: string | null;
  /** Epochs done in this attempt. */
  readonly epochs: number;
  readonly startedAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly durationMs: number | null;
  /** Of one image alone, once trained; null where it was not measured. */
  readonly latencyMs: number | null;
  readonly predictions: readonly Split[];
  readonly hasWeights: boolean;
}

/** @throws SweepError `trial_not_found`. */
export function trialDetail(db: Database, trialId: number): TrialDetail {
  return db.read((orm) => {
    const row = orm
      .select({ trials, configurations, durationMs: trialDurationMs, endedAtMs: trialEndedAtMs })
      .from(trials)
      .innerJoin(configurations, eq(configurations.id, trials.configurationId))
      .where(eq(trials.id, trialId))
      .get();
    if (!row) throw new SweepError('trial_not_found', `There is no trial with id ${trialId}.`);
    const sweep = sweepById(orm, row.trials.sweepId)!;
    const { durationMs, endedAtMs } = row;
    return {
      ...ofConfiguration(row.configurations),
      ...ofTrial({ ...row.trials, durationMs, endedAtMs }, sweep),
      ...kept(orm, trialId),
    };
  });
}

function ofConfiguration(row: typeof configurations.$inferSelect) {
  const { hash, model, parameters, parameterCount, flops, layers } = row;
  return { configuration: hash, model, parameters, parameterCount, flops, layers };
}

function ofTrial(row: typeof trials.$inferSelect, sweep: SweepInfo) {
  const { id, sweepId: _, configurationId: __, valLoss, valAccuracy, testLoss, testAccuracy, ...same } = row;
  const { reasonCode: code, reasonMessage: message, reasonHint: hint, state, ...rest } = same;
  return {
    ...rest,
    trialId: id,
    sweep,
    state: state === 'running' && sweep.state !== 'running' ? ('queued' as const) : state,
    stoppedEarly: code === null ? message : null,
    reason: code === null ? null : { code, message: message ?? '', ...(hint === null ? {} : { hint }) },
    val_loss: valLoss,
    val_accuracy: valAccuracy,
    test_loss: testLoss,
    test_accuracy: testAccuracy,
  };
}

function kept(orm: Orm, trialId: number) {
  const splits = orm.select({ split: predictions.split }).from(predictions);
  const stored = orm.select({ id: weights.trialId }).from(weights).where(eq(weights.trialId, trialId));
  return {
    predictions: splits
      .where(eq(predictions.trialId, trialId))
      .all()
      .map(({ split }) => split),
    hasWeights: stored.get() !== undefined,
  };
}
