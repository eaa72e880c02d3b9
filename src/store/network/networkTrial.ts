import { eq } from 'drizzle-orm';
import type { Layer } from '../../model/layer.ts';
import type { ModelName } from '../../model/modelName.ts';
import type { Split } from '../../trainable/network/artifacts.ts';
import type { NetworkShared } from '../../trainable/network/shared.ts';
import type { Database } from '../database.ts';
import type { SweepInfo } from '../queries/sweepInfo.ts';
import { type TrialDetail, trialDetail } from '../queries/trialDetail.ts';
import { predictions, weights } from '../schema.ts';

/** The stored facts of a network's configuration that are no numbers. */
export interface NetworkDetails {
  readonly layers: readonly Layer[];
}

/** A sweep over networks. */
export type NetworkSweep = SweepInfo & NetworkShared;

/**
 * All data of one network's training except its curves, predictions and weights; null if it was not measured.
 */
export interface NetworkTrial extends Omit<TrialDetail, 'sweep'> {
  readonly sweep: NetworkSweep;
  readonly model: ModelName;
  /** All weights, moving averages included. */
  readonly parameterCount: number;
  /** Floating-point operations of one image's forward pass. */
  readonly flops: number;
  readonly layers: readonly Layer[];
  readonly loss: number | null;
  readonly accuracy: number | null;
  readonly val_loss: number | null;
  readonly val_accuracy: number | null;
  readonly test_loss: number | null;
  readonly test_accuracy: number | null;
  /** Time for one image alone, in ms, once trained. */
  readonly latencyMs: number | null;
  /** The same for 1,000 images in one call. */
  readonly latency1000Ms: number | null;
  /** The splits whose predictions are stored. */
  readonly predictions: readonly Split[];
  readonly hasWeights: boolean;
}

/** Whether a sweep trains networks, which have layers, predictions and weights. */
export function isNetworkSweep(sweep: SweepInfo): sweep is NetworkSweep {
  return sweep.trainable === 'network';
}

/**
 * A network's training; undefined if the trial's trainable is no network.
 * @throws SweepError `trial_not_found`.
 */
export function networkTrial(db: Database, trialId: number): NetworkTrial | undefined {
  return db.read((orm) => {
    const { sweep, ...trial } = trialDetail(db, trialId);
    if (!isNetworkSweep(sweep)) return undefined;
    const { metrics, facts, parameters } = trial;
    const metric = (name: string) => metrics[name] ?? null;
    const splits = orm.select({ split: predictions.split }).from(predictions);
    const stored = orm.select({ id: weights.trialId }).from(weights).where(eq(weights.trialId, trialId));
    return {
      ...trial,
      sweep,
      model: parameters.model as ModelName,
      parameterCount: facts.parameterCount!,
      flops: facts.flops!,
      layers: (trial.details as NetworkDetails).layers,
      loss: metric('loss'),
      accuracy: metric('accuracy'),
      val_loss: metric('val_loss'),
      val_accuracy: metric('val_accuracy'),
      test_loss: metric('test_loss'),
      test_accuracy: metric('test_accuracy'),
      latencyMs: metric('latencyMs'),
      latency1000Ms: metric('latency1000Ms'),
      predictions: splits
        .where(eq(predictions.trialId, trialId))
        .all()
        .map(({ split }) => split),
      hasWeights: stored.get() !== undefined,
    };
  });
}
