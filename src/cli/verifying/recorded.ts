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
import type { TrialWords } from '../exporting/readTrial.ts';
import { readRepeatable } from '../retraining/repeatable.ts';

/** The stored data of a trial that can be checked. */
export interface Recorded {
  readonly trial: NetworkTrial;
  readonly curve: readonly HistoryRow[];
  /** Why states cannot be used, each with its epoch. */
  readonly flaws: readonly { readonly epoch: number; readonly flaw: string }[];
  readonly kept: Kept;
}

/** The final data that its trainable keeps; undefined if it was not stored. */
export type Kept = { readonly weights: readonly Float32Array[] | undefined } & {
  readonly [split in keyof NetworkArtifacts['predictions']]: Uint16Array | undefined;
};

/** @throws SweepError as `readRepeatable`. */
export function readRecorded(db: Database, words: TrialWords): Recorded {
  const { trial } = readRepeatable(db, words);
  const { trialId } = trial;
  const curve = trialHistory(db, trialId);
  const digests = new Map(curve.map(({ step, digest }) => [step, digest]));
  const flaws = storedSteps(db, trialId).flatMap((step) => {
    const state = storedState(db, trialId, step);
    const flaw = state && flawOf(state, digests.get(step));
    return flaw === undefined ? [] : [{ epoch: step, flaw }];
  });
  return {
    trial,
    curve,
    flaws,
    kept: {
      weights: weights(db, trialId)?.map(({ values }) => values),
      validation: predictions(db, trialId, 'validation') ?? undefined,
      test: predictions(db, trialId, 'test') ?? undefined,
    },
  };
}
