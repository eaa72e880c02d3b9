import { homedir } from 'node:os';
import { loadDataset } from '../src/data/load.ts';
import { PiscinaExecutor } from '../src/executor/piscina.ts';
import { configure } from '../src/model/configure.ts';
import type { NetworkSetup } from '../src/trainable/network/setup.ts';
import type { TrialJob } from '../src/trial/trial.ts';
import { GOALS, verdict } from './goals.ts';
import { quantile } from './statistics.ts';

/**
 * Epochs per minute with one thread and with two, in turn, so that a machine that slows down affects both.
 */
const ROUNDS = 5;
const EPOCHS = 2;

const { dataset } = await loadDataset(
  { name: 'fashion-mnist', offline: 'synthetic' },
  { env: process.env, cwd: process.cwd(), home: homedir() },
);
const setup: NetworkSetup = {
  kind: 'network',
  dataset: { name: 'fashion-mnist' },
  engine: 'onnx',
  validation: { kind: 'holdout', size: 10_000, seed: 0 },
};
const job = (trial: number): TrialJob => ({
  trial,
  attempt: 1,
  sweep: { id: 1, name: 'workers' },
  configuration: configure({ model: 'cnn', epochs: EPOCHS }),
  seed: trial,
  setup,
});

async function epochsPerMinute(executor: PiscinaExecutor): Promise<number> {
  let epochs = 0;
  let ms = 0;
  const startedAt = performance.now();
  const lanes = Array.from({ length: executor.slots }, (_, lane) =>
    executor.submit(job(lane), ({ type }) => {
      if (type === 'report') epochs++;
    }),
  );
  await Promise.all(lanes);
  ms = performance.now() - startedAt;
  return (epochs / ms) * 60_000;
}

const one = new PiscinaExecutor({ kind: 'network', dataset }, 1);
const two = new PiscinaExecutor({ kind: 'network', dataset }, 2);
await Promise.all([epochsPerMinute(one), epochsPerMinute(two)]);
const ratios: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const single = await epochsPerMinute(one);
  const double = await epochsPerMinute(two);
  ratios.push(double / single);
  console.log(
    `${single.toFixed(1)} epochs a minute on one thread, ${double.toFixed(1)} on two: ${(double / single).toFixed(2)} times`,
  );
}
console.log(verdict(GOALS.workers, quantile(ratios, 0.5)));
await one.close();
await two.close();
