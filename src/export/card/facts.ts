import { SweepError } from '../../errors.ts';
import {
  Boards,
  confidences,
  type Database,
  equalBest,
  finalsWords,
  firstLookWords,
  type LeaderboardRow,
  labels,
  type NetworkTrial,
  networkTrial,
  predictions,
  trialDetail,
} from '../../store/index.ts';
import { varyingParameters } from '../../trial/varying.ts';

/** The facts of a trial that a model card states. */
export interface CardFacts {
  readonly trial: NetworkTrial;
  readonly selection: SelectionFacts;
  /** The completed trials of its configuration, including this one, best first by the sweep's metric. */
  readonly replicates: readonly LeaderboardRow[];
  /** Its predictions for the test images; undefined if they were not stored. */
  readonly test: TestFacts | undefined;
  /** Undefined if the weights are those that the sweep kept. */
  readonly trainedAgain: TrainedAgain | undefined;
}

/** The state of the sweep that selected it. */
export interface SelectionFacts {
  /** Rank of its configuration; null if it has none. */
  readonly rank: number | null;
  /** Number of configurations with a rank, and number of completed trials. */
  readonly ranked: number;
  readonly completed: number;
  /** `model` and the parameters that vary. */
  readonly varied: readonly string[];
  /** Says which of several equal configurations counts as the best; undefined if there is only one best. */
  readonly equal: string | undefined;
  /** What finals are, and what the best of the search came to in them; empty without finals. */
  readonly finals: string;
}

/** Classes of the test images, in the dataset's order. */
export interface TestFacts {
  readonly truth: Uint16Array;
  readonly predicted: Uint16Array;
  /** As in `TrialResult`; undefined if an older version trained it. */
  readonly confidences: Uint8Array | undefined;
}

/** A second training, for weights that the sweep had not kept. */
export interface TrainedAgain {
  /** Number of predictions for validation and test images that differ from those of the sweep. */
  readonly differing: number;
  readonly images: number;
  /** The fingerprint of its training in the sweep, and its test accuracy there. */
  readonly sweepFingerprint: string | null;
  readonly sweepTestAccuracy: number | null;
}

/**
 * @throws SweepError `trial_not_found`; `export_failed` if the trial's trainable is no network.
 */
export function cardFacts(db: Database, trialId: number): CardFacts {
  const trial = requireNetwork(db, trialId);
  const { sweep } = trial;
  const boards = new Boards(db);
  const rows = boards.leaderboard(sweep.id);
  const trials = boards.leaderboard(sweep.id, { by: 'trial' });
  const finals = finalsWords(sweep, rows);
  const firstLook = finals && firstLookWords(sweep, rows, boards.trials(sweep.id));
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
      finals: [finals, firstLook].filter(Boolean).join(' '),
    },
    replicates: trials.filter(
      ({ configuration, state }) => configuration === trial.configuration && state === 'completed',
    ),
    test: truth &&
      predicted && { truth, predicted, confidences: confidences(db, trialId, 'test') ?? undefined },
    trainedAgain: undefined,
  };
}

/**
 * The trial as a network, which has layers and weights.
 * @throws SweepError `trial_not_found`; `export_failed` if the trial's trainable is no network.
 */
function requireNetwork(db: Database, trialId: number): NetworkTrial {
  const trial = networkTrial(db, trialId);
  if (trial) return trial;
  const { number, sweep } = trialDetail(db, trialId);
  throw new SweepError(
    'export_failed',
    `Trial ${number} of ${sweep.name} is none of sweep's own networks: there is no model and no model card of it.`,
    'The format yaml is its spec; `sweep export trials` writes its numbers as a table, `sweep report` a report of its sweep.',
  );
}
