import { accuracyInterval, type Interval } from '../analysis/index.ts';
import {
  confidences,
  type Database,
  type LeaderboardRow,
  labels,
  type NetworkTrial,
  networkTrial,
  predictions,
  type TrialDetail,
  type TrialRef,
  trialDetail,
} from '../store/index.ts';

/** The configuration with the first rank, and the best of its trials by the sweep's metric. */
export interface Winner {
  readonly row: LeaderboardRow;
  readonly trial: TrialDetail;
  /** The same as a network; undefined if its trainable is no network. */
  readonly network: NetworkTrial | undefined;
  /** All trials of the configuration, by number. */
  readonly replicates: readonly TrialDetail[];
  /** Undefined if the database has no predictions of it for a test set. */
  readonly tested: Tested | undefined;
}

/** A trial's predictions for the test set. */
export interface Tested {
  readonly classNames: readonly string[];
  readonly truth: Uint16Array;
  readonly predicted: Uint16Array;
  /** Probabilities as bytes; undefined if an older version trained it. */
  readonly confidences: Uint8Array | undefined;
  readonly right: number;
  /** 95 % interval of the accuracy. */
  readonly interval: Interval;
}

export function readWinner(
  db: Database,
  row: LeaderboardRow,
  best: TrialRef,
  trialIds: readonly number[],
): Winner {
  const network = networkTrial(db, best.trialId);
  return {
    row,
    trial: trialDetail(db, best.trialId),
    network,
    replicates: trialIds.map((trialId) => trialDetail(db, trialId)),
    tested: network && readTested(db, network),
  };
}

function readTested(db: Database, { trialId, sweep }: NetworkTrial): Tested | undefined {
  const truth = labels(db, sweep.id, 'test');
  const predicted = predictions(db, trialId, 'test');
  if (!truth || !predicted || truth.length === 0 || truth.length !== predicted.length) return undefined;
  const sure = confidences(db, trialId, 'test');
  const right = truth.reduce((sum, label, image) => sum + Number(label === predicted[image]), 0);
  return {
    classNames: sweep.dataset.classNames,
    truth,
    predicted,
    confidences: sure?.length === truth.length ? sure : undefined,
    right,
    interval: accuracyInterval(right, truth.length),
  };
}
