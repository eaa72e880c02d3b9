import {
  type Database,
  type HistoryRow,
  type NetworkTrial,
  predictions,
  storedState,
  storedSteps,
  trialHistory,
  weights,
} from '../../store/index.ts';
import type { NetworkArtifacts } from '../../trainable/network/artifacts.ts';
import { flawOf } from '../../trainer/inspectState.ts';
import type { TrainingState } from '../../trial/trial.ts';
import { readRepeatable } from '../retraining/repeatable.ts';

/** What a database has of a trial that can be checked. */
export interface Recorded {
  readonly trial: NetworkTrial;
  readonly curve: readonly HistoryRow[];
  /** States that may be gone on from, with their content, ascending. */
  readonly states: readonly TrainingState[];
  /** Why some may not, each with the epoch after which it was left. */
  readonly flaws: readonly { readonly epoch: number; readonly flaw: string }[];
  readonly kept: Kept;
}

/** What its trainable keeps of the end; undefined where it was not stored. */
export type Kept = { readonly weights: readonly Float32Array[] | undefined } & {
  readonly [split in keyof NetworkArtifacts['predictions']]: Uint16Array | undefined;
};

/** @throws SweepError as `readRepeatable`. */
export function readRecorded(db: Database, ref: string): Recorded {
  const { trial } = readRepeatable(db, ref);
  const { trialId } = trial;
  const curve = trialHistory(db, trialId);
  const digests = new Map(curve.map(({ step, digest }) => [step, digest]));
  const stored = storedSteps(db, trialId).flatMap((step) => storedState(db, trialId, step) ?? []);
  const judged = stored.map((state) => ({ state, flaw: flawOf(state, digests.get(state.step)) }));
  return {
    trial,
    curve,
    states: judged.filter(({ flaw }) => flaw === undefined).map(({ state }) => state),
    flaws: judged.flatMap(({ state, flaw }) => (flaw === undefined ? [] : [{ epoch: state.step, flaw }])),
    kept: {
      weights: weights(db, trialId)?.map(({ values }) => values),
      validation: predictions(db, trialId, 'validation') ?? undefined,
      test: predictions(db, trialId, 'test') ?? undefined,
    },
  };
}
