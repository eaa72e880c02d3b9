import type { NetworkArtifacts } from '../../trainable/network/artifacts.ts';
import { type NetworkMetrics, withoutTimes } from '../../trainable/network/metrics.ts';
import type { TrialResult } from '../../trial/trial.ts';
import type { CardFacts, TrainedAgain } from './facts.ts';

/**
 * The facts of weights from a second training: its metrics, predictions and fingerprint replace the sweep's,
 * so that the export describes the weights that it holds. Durations and latency stay those of the sweep, on
 * whose machine they were measured; `epochs` are those of the second training.
 */
export function ofWeightsAnew(
  facts: CardFacts,
  result: TrialResult,
  { epochs, ...compared }: Pick<TrainedAgain, 'differing' | 'images'> & { readonly epochs: number },
): CardFacts {
  const { trial, test } = facts;
  const { metrics, stoppedEarly, fingerprint } = result;
  const { predictions, confidences } = result.artifacts as NetworkArtifacts;
  const measured = withoutTimes(metrics as NetworkMetrics);
  return {
    ...facts,
    trial: {
      ...trial,
      ...measured,
      metrics: { ...trial.metrics, ...measured },
      steps: epochs,
      stoppedEarly: stoppedEarly ?? null,
      fingerprint: fingerprint ?? null,
    },
    test: test && { ...test, predicted: predictions.test, confidences: confidences.test },
    trainedAgain: {
      ...compared,
      sweepFingerprint: trial.fingerprint,
      sweepTestAccuracy: trial.test_accuracy,
    },
  };
}
