import {
  confidences,
  type Database,
  equalBest,
  type LeaderboardRow,
  labels,
  leaderboard,
  type NetworkTrial,
  predictions,
} from '../../store/index.ts';
import { varyingParameters } from '../../trial/varying.ts';
import { requireNetwork } from '../requireNetwork.ts';

/** All that a model card says of a trial. */
export interface CardFacts {
  readonly trial: NetworkTrial;
  readonly selection: SelectionFacts;
  /** The completed trials of its configuration, this one among them, best first by the sweep's metric. */
  readonly replicates: readonly LeaderboardRow[];
  /** What it says of the test images; undefined where that was not stored. */
  readonly test: TestFacts | undefined;
  /** Undefined where the weights are those that the sweep kept. */
  readonly trainedAgain: TrainedAgain | undefined;
}

/** How the sweep that chose it stands. */
export interface SelectionFacts {
  /** Rank of its configuration; null where it has none. */
  readonly rank: number | null;
  /** How many configurations have a rank, and how many trials have completed. */
  readonly ranked: number;
  readonly completed: number;
  /** `model` and the parameters that vary. */
  readonly varied: readonly string[];
  /** Which of several equal configurations counts as the best; undefined where one alone does. */
  readonly equal: string | undefined;
}

/** Classes of the test images, in the dataset's order. */
export interface TestFacts {
  readonly truth: Uint16Array;
  readonly predicted: Uint16Array;
  /** As `TrialResult` has them; undefined where an older version trained it. */
  readonly confidences: Uint8Array | undefined;
}

/** A training that made weights anew which the sweep had not kept. */
export interface TrainedAgain {
  /** How many predictions for validation and test images are others than those of the sweep. */
  readonly differing: number;
  readonly images: number;
  /** What trained it in the sweep, and its test accuracy there. */
  readonly sweepFingerprint: string | null;
  readonly sweepTestAccuracy: number | null;
}

/** @throws SweepError `trial_not_found`; `export_failed` for a trial that trains no network of ours. */
export function cardFacts(db: Database, trialId: number): CardFacts {
  const trial = requireNetwork(db, trialId);
  const rows = leaderboard(db, trial.sweep.id);
  const trials = leaderboard(db, trial.sweep.id, { by: 'trial' });
  const truth = labels(db, trial.sweep.id, 'test');
  const predicted = predictions(db, trialId, 'test');
  return {
    trial,
    selection: {
      rank: rows.find(({ configuration }) => configuration === trial.configuration)?.rank ?? null,
      ranked: rows.filter(({ rank }) => rank !== null).length,
      completed: trials.filter(({ state }) => state === 'completed').length,
      varied: varyingParameters(rows.map(({ parameters }) => parameters)),
      equal: equalBest(rows),
    },
    replicates: trials.filter(
      ({ configuration, state }) => configuration === trial.configuration && state === 'completed',
    ),
    test: truth &&
      predicted && { truth, predicted, confidences: confidences(db, trialId, 'test') ?? undefined },
    trainedAgain: undefined,
  };
}
