import type { NetworkArtifacts, SharedArtifacts } from '../../trainable/network/artifacts.ts';
import type { NetworkShared } from '../../trainable/network/shared.ts';
import type { ArtifactTables, KeepingSweep } from '../artifacts.ts';
import { recordLabels, recordPredictions } from './recordPredictions.ts';
import { keepBestWeights, recordWeights } from './recordWeights.ts';

/** Labels of the dataset; predictions of every trial, and the weights of the best. */
export const networkArtifacts: ArtifactTables = {
  recordShared(orm, sweep, artifacts) {
    recordLabels(orm, sweep.sweepId, (artifacts as SharedArtifacts).labels, classCount(sweep));
  },
  recordResult(orm, sweep, trialId, artifacts) {
    const { predictions, confidences, weights } = artifacts as NetworkArtifacts;
    recordPredictions(orm, trialId, predictions, confidences, classCount(sweep));
    recordWeights(orm, trialId, weights);
    keepBestWeights(orm, sweep.sweepId, sweep.metric);
  },
};

function classCount({ shared }: KeepingSweep): number {
  return (shared as unknown as NetworkShared).dataset.input.classes;
}
