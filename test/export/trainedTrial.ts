import type { Assignment } from '../../src/configuration.ts';
import type { TrainedTrial } from '../../src/export/exporter.ts';
import { buildLayers, countFlops, countParameters, initialWeights } from '../../src/model/buildLayers.ts';
import { configure } from '../../src/model/configure.ts';
import type { InputShape } from '../../src/model/layer.ts';
import type { ModelName } from '../../src/model/modelName.ts';
import type { NetworkTrial } from '../../src/store/index.ts';

const SMALL: Readonly<Record<ModelName, Assignment>> = {
  ann: { units: [7, 5], epochs: 2 },
  cnn: { filters: [4, 3], kernel_size: 2, units: 6, batch_normalization: true, epochs: 2 },
};
const INPUT: InputShape = { shape: [10, 10, 1], classes: 4 };

/** A completed trial as the database returns it, with weights that no training made. */
export function trainedTrial(model: ModelName, changes: Partial<NetworkTrial['sweep']> = {}): TrainedTrial {
  const parameters = configure({ model, ...SMALL[model] });
  const layers = buildLayers(parameters, INPUT);
  const metrics = {
    loss: 0.5,
    accuracy: 0.8,
    val_loss: 0.6,
    val_accuracy: 0.75,
    test_loss: 0.61,
    test_accuracy: 0.74,
    latencyMs: 0.4,
    latency1000Ms: 21.5,
  };
  const trial = {
    trialId: 1,
    number: 3,
    configuration: 'c'.repeat(64),
    model,
    parameters,
    layers,
    parameterCount: countParameters(layers),
    flops: countFlops(layers),
    replicate: 0,
    seed: 5,
    state: 'completed',
    attempt: 1,
    stoppedEarly: null,
    reason: null,
    worker: 0,
    fingerprint: 'onnxruntime 1.30.0, A Processor, node 20.20.0',
    steps: 2,
    lastStep: 2,
    digest: 'e'.repeat(64),
    startedAtMs: 1_700_000_000_000,
    endedAtMs: 1_700_000_060_000,
    durationMs: 60_000,
    metrics,
    ...metrics,
    predictions: [],
    hasWeights: true,
    sweep: {
      id: 1,
      name: 'small',
      seed: 5,
      state: 'completed',
      trainable: 'network',
      shared: {},
      engine: 'onnx',
      metric: 'val_accuracy',
      goal: 'maximize',
      validation: { kind: 'holdout', size: 100, seed: 0 },
      machine: {
        processor: 'A Processor',
        cores: 2,
        memoryBytes: 2 ** 34,
        platform: 'linux',
        node: '20.20.0',
      },
      dataset: {
        name: 'squares',
        fingerprint: 'd'.repeat(64),
        synthetic: false,
        input: INPUT,
        classNames: ['circle', 'square', 'triangle', 'star'],
        trainCount: 1000,
        testCount: 200,
      },
      ...changes,
    },
  } as unknown as NetworkTrial;
  return { trial, weights: initialWeights(layers, 5) };
}
