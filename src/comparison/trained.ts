import type { StoredMetrics } from '../metric/metric.ts';
import {
  confidences,
  type Database,
  findSweep,
  isNetworkSweep,
  type LeaderboardRow,
  labels,
  predictions,
  trainedTrials,
} from '../store/index.ts';

/** One completed training of a configuration. */
export interface Training {
  readonly trialId: number;
  readonly number: number;
  readonly seed: number;
  readonly metrics: StoredMetrics;
  readonly durationMs: number | null;
  /** The predicted class of each test image; undefined if it is no network, or they were not kept. */
  readonly predicted: Uint16Array | undefined;
  /** See `calibration`. */
  readonly confidences: Uint8Array | undefined;
}

/** A configuration and all of its completed trainings, by seed. */
export interface Trained {
  /** The words for it in sentences, such as `cnn` or `units=16`. */
  readonly name: string;
  readonly row: LeaderboardRow;
  readonly trainings: readonly Training[];
  /** The true class of each test image. */
  readonly truth: Uint16Array | undefined;
  readonly classNames: readonly string[];
}

/** Reads the trainings of a leaderboard's row. */
export function readTrained(db: Database, name: string, row: LeaderboardRow): Trained {
  return db.read(() => {
    const sweep = findSweep(db, row.sweep);
    const truth = labels(db, row.sweep, 'test');
    const trainings = readTrainings(db, row, truth).map((training) => ({
      ...training,
      confidences: truth && whole(confidences(db, training.trialId, 'test'), truth),
    }));
    const classNames = isNetworkSweep(sweep) ? sweep.dataset.classNames : [];
    return { name, row, trainings, truth, classNames };
  });
}

/** The completed trainings of a row, by seed, without confidences. `truth` are the classes of its sweep's test images. */
export function readTrainings(db: Database, row: LeaderboardRow, truth: Uint16Array | undefined): Training[] {
  return trainedTrials(db, row)
    .map((trial) => ({
      ...trial,
      predicted: truth && whole(predictions(db, trial.trialId, 'test'), truth),
      confidences: undefined,
    }))
    .sort((a, b) => a.seed - b.seed);
}

function whole<Values extends Uint16Array | Uint8Array>(
  values: Values | undefined,
  truth: Uint16Array,
): Values | undefined {
  return values?.length === truth.length ? values : undefined;
}

/** The trainings of two configurations that have the same seed, one pair for each seed. */
export function sameSeeds(first: Trained, second: Trained): [Training, Training][] {
  const bySeed = new Map(second.trainings.map((training) => [training.seed, training]));
  return first.trainings.flatMap((training) => {
    const other = bySeed.get(training.seed);
    return other ? [[training, other] as [Training, Training]] : [];
  });
}
