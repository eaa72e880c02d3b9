import type { Assignment, Configuration } from '../../src/configuration.ts';
import { SweepError } from '../../src/errors.ts';
import { buildLayers, initialWeights } from '../../src/model/buildLayers.ts';
import { configure } from '../../src/model/configure.ts';
import type { ModelName } from '../../src/model/modelName.ts';
import {
  createSweepStore,
  type Database,
  type PlannedConfiguration,
  type PlannedTrial,
  type RunningSweep,
  type SweepStart,
} from '../../src/store/index.ts';
import type { NetworkArtifacts } from '../../src/trainable/network/artifacts.ts';
import type { EpochMetrics, NetworkMetrics } from '../../src/trainable/network/metrics.ts';
import type { DatasetSummary, NetworkShared } from '../../src/trainable/network/shared.ts';
import { networkDescriber } from '../../src/trainable/network/workload.ts';
import type { Workload } from '../../src/trainable/trainable.ts';
import type { StepReport, TrialResult } from '../../src/trial/trial.ts';

/** Images are tiny, so that the networks of tests are tiny. */
const INPUT = { shape: [6, 6, 1], classes: 3 } as const;

export const DATASET: DatasetSummary = {
  name: 'fashion-mnist',
  synthetic: false,
  fingerprint: 'f00d',
  input: INPUT,
  classNames: ['shirt', 'coat', 'boot'],
  trainCount: 12,
  testCount: 5,
};
const VALIDATION = { kind: 'holdout', size: 4, seed: 7 } as const;

/** A sweep over networks; `changes` also takes the fields that all its trials share. */
export function sweepStart(changes: Partial<SweepStart & NetworkShared> = {}): SweepStart {
  const { engine = 'onnx', dataset = DATASET, validation = VALIDATION, ...others } = changes;
  return {
    name: 'cnn',
    specText: 'name: cnn # mine\n',
    specJson: '{"name":"cnn"}',
    identity: `identity of ${changes.name ?? 'cnn'}`,
    method: 'grid',
    metric: { name: 'val_accuracy', goal: 'maximize' },
    seed: 7,
    replicates: 1,
    trainable: 'network',
    shared: { engine, dataset, validation },
    machine: { processor: 'abacus', cores: 2 },
    ...others,
  };
}

export function begin(db: Database, changes: Partial<SweepStart & NetworkShared> = {}): RunningSweep {
  return createSweepStore(db).beginSweep(sweepStart(changes));
}

const describeNetwork = networkDescriber(
  { kind: 'network', dataset: { name: 'synthetic' }, validation: VALIDATION, engine: 'onnx' },
  DATASET,
);

export function planned(parameters: Assignment, model: ModelName = 'ann'): PlannedConfiguration {
  return describedBy(describeNetwork, configure({ model, units: 4, epochs: 2, filters: 2, ...parameters }));
}

/** A planned configuration, if it can be trained. */
export function describedBy(
  describe: Workload['describe'],
  configuration: Configuration,
): PlannedConfiguration {
  const description = describe(configuration);
  if (description instanceof SweepError) throw description;
  return { configuration, facts: description.facts, details: description.details };
}

/** The metrics that a network reports for an epoch. */
export function epoch(
  number: number,
  valAccuracy: number,
  { durationMs = 1000, ...changes }: Partial<EpochMetrics & Pick<StepReport, 'durationMs'>> = {},
): StepReport & { readonly metrics: EpochMetrics } {
  const others = { loss: 1 - valAccuracy, accuracy: valAccuracy + 0.01, val_loss: 1.1 - valAccuracy };
  const digest = `a${number % 10}`.repeat(32);
  return { step: number, metrics: { val_accuracy: valAccuracy, ...others, ...changes }, durationMs, digest };
}

/**
 * The parts of a result that tests change: the epoch that was kept, final measurements, and what is stored.
 */
export type ResultChanges = Partial<
  NetworkArtifacts & Omit<NetworkMetrics, keyof EpochMetrics> & Omit<TrialResult, 'metrics' | 'artifacts'>
> & { readonly kept?: ReturnType<typeof epoch> };

export function result(trial: PlannedTrial, changes: ResultChanges = {}): TrialResult {
  const {
    kept = epoch(2, 0.8),
    test_loss = 0.5,
    test_accuracy = 0.8,
    latencyMs = 0.25,
    predictions = { validation: Uint16Array.of(0, 1, 2, 0), test: Uint16Array.of(0, 1, 2, 0, 1) },
    confidences = {
      validation: Uint8Array.of(255, 200, 150, 90),
      test: Uint8Array.of(255, 200, 150, 90, 230),
    },
    weights = initialWeights(buildLayers(trial.configuration, INPUT), trial.seed),
    ...others
  } = changes;
  return {
    metrics: { ...kept.metrics, test_loss, test_accuracy, latencyMs },
    keptStep: kept.step,
    durationMs: 2000,
    fingerprint: 'onnx 1.30 on abacus',
    artifacts: { predictions, confidences, weights },
    ...others,
  };
}

/** Records a trial of two epochs that ends at that validation accuracy. */
export function complete(
  sweep: RunningSweep,
  trial: PlannedTrial,
  valAccuracy: number,
  changes: ResultChanges = {},
): void {
  sweep.startTrial(trial, 0);
  sweep.recordSteps([
    { ...trial, ...epoch(1, valAccuracy / 2) },
    { ...trial, ...epoch(2, valAccuracy) },
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
