import { homedir } from 'node:os';
import { loadDataset } from '../src/data/load.ts';
import { PiscinaExecutor } from '../src/executor/piscina.ts';
import { configure } from '../src/model/configure.ts';
import type { NetworkSetup } from '../src/trainable/network/setup.ts';
import type { TrialJob } from '../src/trial/trial.ts';

/** Trains the original notebook's two networks on all 60,000 images, as the notebook did, over five seeds. */
const SEEDS = [0, 1, 2, 3, 4];
const NETWORKS = {
  'CNN, 32 filters, he_uniform, adam, batch 32, 15 epochs': configure({
    model: 'cnn',
    kernel_initializer: 'he_uniform',
    epochs: 15,
  }),
  'ANN 300-100, adam, batch 32, 15 epochs': configure({ model: 'ann', epochs: 15 }),
};

const { dataset } = await loadDataset(
  { name: 'fashion-mnist' },
  { env: process.env, cwd: process.cwd(), home: homedir() },
);
const executor = new PiscinaExecutor({ kind: 'network', dataset }, 2);
for (const [name, configuration] of Object.entries(NETWORKS)) {
  const accuracies: number[] = [];
  const queue = SEEDS.values();
  const lane = async (): Promise<void> => {
    for (const seed of queue) {
      const setup: NetworkSetup = {
        kind: 'network',
        dataset: { name: 'fashion-mnist' },
        engine: 'onnx',
        validation: { kind: 'test' },
      };
      const sweep = { id: 1, name: 'accuracy' };
      const job: TrialJob = { trial: seed, attempt: 1, sweep, configuration, seed, setup };
      const outcome = await executor.submit(job, () => {});
      if (outcome.state !== 'completed') throw new Error(JSON.stringify(outcome));
      accuracies.push(outcome.result.metrics.test_accuracy!);
    }
  };
  await Promise.all([lane(), lane()]);
  const mean = accuracies.reduce((sum, value) => sum + value, 0) / accuracies.length;
  const shown = accuracies.map((value) => value.toFixed(4)).join(' ');
  console.log(`${name}: mean test accuracy ${mean.toFixed(4)} (${shown})`);
}
await executor.close();
