import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine } from '../src/engine/index.ts';
import { buildLayers, initialWeights } from '../src/model/buildLayers.ts';
import { configure } from '../src/model/configure.ts';
import { optimizerOf } from '../src/model/optimizers.ts';
import { createSweepStore, openDatabase } from '../src/store/index.ts';
import { networkReckoning } from '../src/trainable/network/reckoning.ts';
import type { NetworkSetup } from '../src/trainable/network/setup.ts';
import { Checkpoints } from '../src/trainer/checkpoints.ts';
import { Course } from '../src/trainer/course.ts';
import { epochDigest } from '../src/trainer/digest.ts';
import type { TrainingState } from '../src/trial/trial.ts';
import { quantile } from './statistics.ts';

/**
 * The cost of a training's states (one taken after every epoch, and one written every five seconds at most)
 * and of its digests.
 */
const ROUNDS = 30;
const STEPS = 150;
const EPOCH_IMAGES = 50_000;
const INTERVAL_MS = 5000;

const engine = await createEngine('onnx');
const input = { shape: [28, 28, 1] as [number, number, number], classes: 10 };
const folder = mkdtempSync(join(tmpdir(), 'sweep-states-'));
const db = openDatabase(join(folder, 'runs.db'));
const sweep = createSweepStore(db).beginSweep({
  name: 'states',
  specText: '',
  specJson: '{}',
  identity: 'states',
  method: 'grid',
  metric: { name: 'val_accuracy', goal: 'maximize' },
  seed: 0,
  replicates: 1,
  trainable: 'network',
  shared: {},
  machine: {},
});

for (const optimizer of ['sgd', 'adam']) {
  const configuration = configure({ model: 'cnn', optimizer, batch_size: 32 });
  const layers = buildLayers(configuration, input);
  const network = await engine.open({ layers, input, optimizer: optimizerOf(configuration), batchSize: 32 });
  network.setWeights(initialWeights(layers, 1));
  const images = new Uint8Array(32 * 784).map((_, index) => index % 251);
  const labels = new Uint16Array(32).map((_, index) => index % 10);
  const stepMs = await median(STEPS, () =>
    network.trainStep(images, labels, { learningRate: 0.001, dropoutKey: [1, 2] }),
  );
  const epochMs = (stepMs * EPOCH_IMAGES) / 32;

  const setup: NetworkSetup = {
    kind: 'network',
    dataset: { name: 'fashion-mnist' },
    engine: 'onnx',
    validation: { kind: 'holdout', size: 10_000, seed: 0 },
  };
  const sizes = { fingerprint: 'bench', trainCount: EPOCH_IMAGES + 10_000, testCount: 0 };
  const reckoning = networkReckoning(setup, sizes, 'bench')(configuration, 1);
  let sent: TrainingState | undefined;
  const checkpoints = new Checkpoints(reckoning, (state) => {
    sent = state;
  });
  const course = new Course(configuration);
  const metrics = { loss: 1, accuracy: 0.5, val_loss: 1, val_accuracy: 0.5 };
  course.observe({ epoch: 1, metrics }, network);
  const digestMs = await median(ROUNDS, () => epochDigest('', network.weights(), metrics));
  const keptMs = await median(ROUNDS, () => checkpoints.take(course, network, false));
  const sentMs = await median(ROUNDS, () => checkpoints.take(course, network, true));
  const [trial] = sweep.planTrials([{ configuration, facts: {} }], [0]);
  sweep.startTrial(trial!, 0);
  const writtenMs = await median(ROUNDS, () => sweep.recordState(trial!, sent!));
  network.close();
  const perEpoch = keptMs + (sentMs - keptMs + writtenMs) * Math.min(1, epochMs / INTERVAL_MS);
  console.log(
    `cnn with ${optimizer}: ${(sent!.content.byteLength / 1e6).toFixed(2)} MB; taken in ${keptMs.toFixed(2)} ms ` +
      `(${sentMs.toFixed(2)} ms where it is sent), written in ${writtenMs.toFixed(2)} ms: ` +
      `${((100 * perEpoch) / epochMs).toFixed(3)} % of an epoch of ${(epochMs / 1000).toFixed(1)} s; ` +
      `its digest in ${digestMs.toFixed(2)} ms: ${((100 * digestMs) / epochMs).toFixed(3)} %`,
  );
}
sweep.end('interrupted');
db.close();
await engine.dispose();
rmSync(folder, { recursive: true });

async function median(times: number, action: () => unknown): Promise<number> {
  const measured: number[] = [];
  for (let i = 0; i < times; i++) {
    const startedAt = performance.now();
    await action();
    measured.push(performance.now() - startedAt);
  }
  return quantile(measured, 0.5);
}
