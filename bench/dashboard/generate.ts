import type { Assignment } from '../../src/configuration.ts';
import { buildLayers, weightSpecs } from '../../src/model/buildLayers.ts';
import { configure } from '../../src/model/configure.ts';
import { sizeOf } from '../../src/model/layer.ts';
import { Random } from '../../src/random.ts';
import type { Database, PlannedTrial, RunningSweep } from '../../src/store/index.ts';
import { createSweepStore } from '../../src/store/index.ts';
import type { NetworkArtifacts } from '../../src/trainable/network/artifacts.ts';
import type { EpochMetrics } from '../../src/trainable/network/metrics.ts';
import type { NetworkSetup } from '../../src/trainable/network/setup.ts';
import type { DatasetSummary } from '../../src/trainable/network/shared.ts';
import { networkWorkload } from '../../src/trainable/network/workload.ts';
import type { Description } from '../../src/trainable/trainable.ts';

/** Images are small, so that the weights of the best trials, which are stored, are few. */
const INPUT = { shape: [8, 8, 1], classes: 10 } as const;
/**
 * Number of images whose predictions are stored: fewer than in a real sweep, so that the file stays small.
 */
const PREDICTED = 200;
const DATASET: DatasetSummary = {
  name: 'fashion-mnist',
  synthetic: false,
  fingerprint: '0',
  input: INPUT,
  classNames: Array.from({ length: INPUT.classes }, (_, index) => `class ${index}`),
  trainCount: 60_000,
  testCount: PREDICTED,
};
const SETUP: NetworkSetup = {
  kind: 'network',
  dataset: { name: 'fashion-mnist' },
  validation: { kind: 'holdout', size: PREDICTED, seed: 0 },
  engine: 'onnx',
};
const OPTIMIZERS = ['sgd', 'adam', 'rmsprop', 'adamw'];
const SPEC = `name: generated
model: [ann, cnn]
method: random
run_cap: 10000
`;

/**
 * Makes a sweep like a real one in an open database, with curves that look like learning. The last `running`
 * trials run; the others are completed or, one in a hundred, failed. Equal numbers give equal sweeps.
 */
export function generateSweep(
  db: Database,
  { name = 'generated', trials, epochs, running = 0 }: GeneratedSizes,
): { sweep: RunningSweep; running: PlannedTrial[] } {
  const random = Random.of(trials, 'generated', epochs);
  const labels = Uint16Array.from({ length: PREDICTED }, () => random.below(INPUT.classes));
  const workload = networkWorkload(SETUP, DATASET, { labels: { validation: labels, test: labels } }, 'drawn');
  const sweep = createSweepStore(db).beginSweep({
    name,
    specText: SPEC,
    specJson: '{}',
    identity: `${name} ${trials} ${epochs}`,
    method: 'random',
    metric: { name: 'val_accuracy', goal: 'maximize' },
    seed: 0,
    replicates: 1,
    trainable: workload.kind,
    shared: workload.shared,
    machine: {},
  });
  const configurations = Array.from({ length: trials }, () => {
    const model = random.below(4) === 0 ? 'ann' : 'cnn';
    const configuration = configure({ model, ...drawn(random, epochs) });
    const { facts, details } = workload.describe(configuration) as Description;
    return { configuration, facts, details };
  });
  const planned = sweep.planTrials(configurations, [0]);
  sweep.recordShared(workload.artifacts);
  const ended = planned.slice(0, planned.length - running);
  for (const trial of ended) train(sweep, trial, epochs, labels, random);
  const rest = planned.slice(ended.length);
  for (const [worker, trial] of rest.entries()) sweep.startTrial(trial, worker);
  return { sweep, running: rest };
}

export interface GeneratedSizes {
  readonly name?: string;
  readonly trials: number;
  readonly epochs: number;
  /** Trials that have begun and not ended. */
  readonly running?: number;
}

/** An epoch of a trial that ends at `best`. */
export function epochReport(epoch: number, best: number, random: Random) {
  const learnt = 1 - Math.exp(-epoch / 4);
  const valAccuracy = best * learnt + 0.004 * random.normal();
  const accuracy = Math.min(1, valAccuracy + 0.002 * epoch);
  const metrics: EpochMetrics = {
    loss: 2.3 * (1 - accuracy) + 0.02,
    accuracy,
    val_loss: 2.3 * (1 - valAccuracy) + 0.05 + 0.001 * epoch,
    val_accuracy: valAccuracy,
  };
  return { step: epoch, metrics, durationMs: 4000 + 1000 * random.uniform() };
}

function drawn(random: Random, epochs: number): Assignment {
  return {
    epochs,
    units: 8,
    optimizer: OPTIMIZERS[random.below(OPTIMIZERS.length)]!,
    learning_rate: Number((10 ** (-4 + 2 * random.uniform())).toPrecision(4)),
    batch_size: 2 ** (4 + random.below(6)),
    filters: 2 ** (3 + random.below(4)),
    dropout: Number((0.5 * random.uniform()).toFixed(3)),
  };
}

function train(
  sweep: RunningSweep,
  trial: PlannedTrial,
  epochs: number,
  labels: Uint16Array,
  random: Random,
): void {
  sweep.startTrial(trial, trial.number % 2);
  if (random.below(100) === 0) {
    const reason = {
      code: 'training_diverged',
      message: 'The loss became NaN or infinite in epoch 1.',
    } as const;
    sweep.endTrial(trial, { state: 'failed', reason });
    return;
  }
  const best = 0.8 + 0.12 * Math.sqrt(random.uniform());
  const curve = Array.from({ length: epochs }, (_, index) => epochReport(index + 1, best, random));
  sweep.recordSteps(curve.map((report) => ({ ...trial, ...report })));
  const confident = Uint8Array.from(labels, () => 128 + random.below(128));
  const guesses = labels.map((label) => (random.uniform() < best ? label : random.below(INPUT.classes)));
  sweep.endTrial(trial, {
    state: 'completed',
    result: {
      metrics: {
        ...curve.at(-1)!.metrics,
        test_loss: 0.3,
        test_accuracy: best - 0.01,
        latencyMs: 0.1 + 0.2 * random.uniform(),
      },
      durationMs: epochs * 4500,
      fingerprint: 'generated',
      artifacts: {
        predictions: { validation: guesses, test: guesses },
        confidences: { validation: confident, test: confident },
        weights: weightSpecs(buildLayers(trial.configuration, INPUT)).map(
          ({ shape }) => new Float32Array(sizeOf(shape)),
        ),
      } satisfies NetworkArtifacts,
    },
  });
}
