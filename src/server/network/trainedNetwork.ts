import { SweepError } from '../../errors.ts';
import { type Database, type NetworkTrial, weights } from '../../store/index.ts';
import type { TrainedNetwork } from './classifier.ts';

/** The network of a trial whose weights are kept. */
export function networkOf(db: Database, trial: NetworkTrial): TrainedNetwork {
  const { sweep, layers, trialId } = trial;
  const { engine, dataset } = sweep;
  return {
    key: [dataset.fingerprint, engine, trial.configuration, trial.seed, trialId, trial.endedAtMs].join(' '),
    engine,
    layers,
    input: dataset.input,
    weights() {
      const kept = weights(db, trialId);
      if (!kept)
        throw new SweepError('trial_not_found', `The weights of trial ${trial.number} are not kept.`);
      return kept.map(({ values }) => values);
    },
  };
}
