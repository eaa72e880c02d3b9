import type { Dataset } from '../../data/dataset.ts';
import { engineFingerprint } from '../../engine/fingerprint.ts';
import { type Database, type NetworkTrial, nearestState } from '../../store/index.ts';
import { networkReckoning } from '../../trainable/network/reckoning.ts';
import type { Reckoning } from '../../trainable/trainable.ts';
import { flawOf } from '../../trainer/inspectState.ts';
import type { TrainingState } from '../../trial/trial.ts';
import { setupOf } from './retrain.ts';

export interface Here {
  /** The fingerprint of trainings on this machine. */
  readonly fingerprint: string;
  /** The course of a trial on this machine, up to that epoch. */
  reckoning(until: number): Reckoning;
}

/** @throws SweepError `engine_unavailable`. */
export async function reckonHere({ sweep, parameters, seed }: NetworkTrial, dataset: Dataset): Promise<Here> {
  const fingerprint = await engineFingerprint(sweep.engine);
  const whole = networkReckoning(setupOf(sweep), dataset, fingerprint)(parameters, seed);
  return {
    fingerprint,
    reckoning: (until) => ({
      root: whole.root,
      steps: Math.min(until, whole.steps),
      after: (step) => whole.after(step),
    }),
  };
}

/** The latest state, up to an epoch, from which a trial may be trained again; undefined for its beginning. */
export function stateUpTo(
  db: Database,
  trial: NetworkTrial,
  { reckoning }: Here,
  until: number,
): TrainingState | undefined {
  const found = nearestState(db, trial, reckoning(until));
  if (!found || flawOf(found, undefined) !== undefined) return undefined;
  const { step, course, content } = found;
  return { step, course, content };
}
