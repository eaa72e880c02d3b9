import { createHash } from 'node:crypto';
import { InlineExecutor } from '../../../../src/executor/inline.ts';
import { configure } from '../../../../src/model/configure.ts';
import { tinyDataset } from '../../../helpers/tinyDataset.ts';

/** Trains small networks in this process and prints a digest of every bit that came out. */
const configurations = [
  configure('ann', { units: [24, 10], activation: 'gelu', optimizer: 'nadam', dropout: 0.2, epochs: 3 }),
  configure('cnn', { filters: [4, 6], kernel_size: 2, batch_normalization: true, units: 8, epochs: 3 }),
  configure('cnn', { filters: 5, pooling: 'average', activation: 'tanh', optimizer: 'rmsprop', epochs: 3 }),
];
const executor = new InlineExecutor(tinyDataset());
const digest = createHash('sha256');
for (const [index, configuration] of configurations.entries()) {
  const validation = { kind: 'holdout', size: 60, seed: 0 } as const;
  const outcome = await executor.submit(
    { trial: index + 1, configuration, seed: 7, engine: 'onnx', validation },
    (message) => {
      if (message.type !== 'epoch') return;
      const { durationMs: _, ...metrics } = message.metrics;
      digest.update(JSON.stringify(metrics));
    },
  );
  if (outcome.state !== 'completed') throw new Error(JSON.stringify(outcome));
  for (const tensor of outcome.result.weights) digest.update(tensor);
}
await executor.close();
process.stdout.write(digest.digest('hex'));
