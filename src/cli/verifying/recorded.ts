import { SweepError } from '../../errors.ts';
import {
  type Database,
  findTrial,
  type HistoryRow,
  type NetworkTrial,
  networkTrial,
  predictions,
  storedState,
  storedSteps,
  trialDetail,
  trialHistory,
  weights,
} from '../../store/index.ts';
import type { NetworkArtifacts } from '../../trainable/network/artifacts.ts';
import { flawOf } from '../../trainer/inspectState.ts';
import type { TrainingState } from '../../trial/trial.ts';

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

/** @throws SweepError `trial_not_found`, `sweep_not_found`; `not_repeatable` for a program, or before its first epoch. */
export function readRecorded(db: Database, ref: string): Recorded {
  const { trialId } = findTrial(db, ref);
  const trial = networkTrial(db, trialId);
  if (!trial) throw noNetwork(db, trialId);
  const curve = trialHistory(db, trialId);
  if (curve.length === 0) throw nothingRecorded(trial);
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

function noNetwork(db: Database, trialId: number): SweepError {
  const { number, sweep } = trialDetail(db, trialId);
  return new SweepError(
    'not_repeatable',
    `Trial ${number} of ${sweep.name} ran a ${sweep.trainable}: what that computes, and whether it is the same twice, only it knows.`,
    `\`sweep export ${number} --sweep ${sweep.id}\` writes its spec, to run it again.`,
  );
}

function nothingRecorded({ number, sweep, state }: NetworkTrial): SweepError {
  return new SweepError(
    'not_repeatable',
    `Trial ${number} of ${sweep.name} is ${state} and has no epoch that could be compared.`,
    '`sweep leaderboard` lists the trials that have some.',
  );
}
