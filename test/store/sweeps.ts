import type { Assignment, ModelName } from '../../src/configuration.ts';
import { configure } from '../../src/model/configure.ts';
import { buildLayers, initialWeights } from '../../src/model/network.ts';
import {
  createSweepStore,
  type Database,
  type PlannedConfiguration,
  type PlannedTrial,
  type RunningSweep,
  type SweepStart,
} from '../../src/store/index.ts';
import type { EpochMetrics, TrialResult } from '../../src/trial/trial.ts';

/** Images so small that a test's networks are nothing. */
const INPUT = { shape: [6, 6, 1], classes: 3 } as const;

export function sweepStart(changes: Partial<SweepStart> = {}): SweepStart {
  return {
    name: 'cnn',
    specText: 'name: cnn # mine\n',
    specJson: '{"name":"cnn"}',
    identity: `identity of ${changes.name ?? 'cnn'}`,
    method: 'grid',
    metric: { name: 'val_accuracy', goal: 'maximize' },
    validation: { kind: 'holdout', size: 4, seed: 7 },
    seed: 7,
    replicates: 1,
    engine: 'onnx',
    dataset: {
      name: 'fashion-mnist',
      synthetic: false,
      fingerprint: 'f00d',
      input: INPUT,
      classNames: ['shirt', 'coat', 'boot'],
      trainCount: 12,
      testCount: 5,
    },
    machine: { processor: 'abacus', cores: 2 },
    ...changes,
  };
}

export function begin(db: Database, changes: Partial<SweepStart> = {}): RunningSweep {
  return createSweepStore(db).beginSweep(sweepStart(changes));
}

export function planned(parameters: Assignment, model: ModelName = 'ann'): PlannedConfiguration {
  const configuration = configure(model, { units: 4, epochs: 2, filters: 2, ...parameters });
  return { configuration, layers: buildLayers(configuration, INPUT) };
}

export function epoch(
  number: number,
  valAccuracy: number,
  changes: Partial<EpochMetrics> = {},
): EpochMetrics {
  const others = { loss: 1 - valAccuracy, accuracy: valAccuracy + 0.01, val_loss: 1.1 - valAccuracy };
  return { epoch: number, val_accuracy: valAccuracy, durationMs: 1000, ...others, ...changes };
}

export function result(trial: PlannedTrial, changes: Partial<TrialResult> = {}): TrialResult {
  return {
    kept: epoch(2, 0.8),
    testLoss: 0.5,
    testAccuracy: 0.8,
    predictions: { validation: Uint16Array.of(0, 1, 2, 0), test: Uint16Array.of(0, 1, 2, 0, 1) },
    confidences: {
      validation: Uint8Array.of(255, 200, 150, 90),
      test: Uint8Array.of(255, 200, 150, 90, 230),
    },
    weights: initialWeights(buildLayers(trial.configuration, INPUT), trial.seed),
    durationMs: 2000,
    latencyMs: 0.25,
    fingerprint: 'onnx 1.30 on abacus',
    ...changes,
  };
}

/** Trains a trial of two epochs to that final validation accuracy. */
export function complete(
  sweep: RunningSweep,
  trial: PlannedTrial,
  valAccuracy: number,
  changes: Partial<TrialResult> = {},
): void {
  sweep.startTrial(trial, 0);
  sweep.recordEpochs([
    { ...trial, metrics: epoch(1, valAccuracy / 2) },
    { ...trial, metrics: epoch(2, valAccuracy) },
  ]);
  sweep.endTrial(trial, {
    state: 'completed',
    result: result(trial, { kept: epoch(2, valAccuracy), ...changes }),
  });
}

export function fail(sweep: RunningSweep, trial: PlannedTrial): void {
  sweep.startTrial(trial, 0);
  sweep.endTrial(trial, {
    state: 'failed',
    reason: { code: 'training_diverged', message: 'The loss became NaN.', hint: 'Lower it.' },
  });
}
