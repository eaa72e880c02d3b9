import { createHash } from 'node:crypto';
import { InlineExecutor } from '../../../../src/executor/inline.ts';
import { configure } from '../../../../src/model/configure.ts';
import type { NetworkArtifacts } from '../../../../src/trainable/network/artifacts.ts';
import { Trainer } from '../../../../src/trainer/trainer.ts';
import { tinyDataset, tinyJob } from '../../../helpers/tinyDataset.ts';

/** Trains small networks in this process and prints a digest of all bits of the results. */
const configurations = [
  configure({
    model: 'ann',
    units: [24, 10],
    activation: 'gelu',
    optimizer: 'nadam',
    dropout: 0.2,
    epochs: 3,
  }),
  configure({
    model: 'cnn',
    filters: [4, 6],
    kernel_size: 2,
    batch_normalization: true,
    units: 8,
    epochs: 3,
  }),
  configure({
    model: 'cnn',
    filters: 5,
    pooling: 'average',
    activation: 'tanh',
    optimizer: 'rmsprop',
    epochs: 3,
  }),
];
const executor = new InlineExecutor(new Trainer(tinyDataset()));
const digest = createHash('sha256');
for (const [index, configuration] of configurations.entries()) {
  const outcome = await executor.submit(tinyJob(index + 1, configuration), (message) => {
    if (message.type !== 'report') return;
    digest.update(JSON.stringify({ epoch: message.step, ...message.metrics }));
  });
  if (outcome.state !== 'completed') throw new Error(JSON.stringify(outcome));
  for (const tensor of (outcome.result.artifacts as NetworkArtifacts).weights) digest.update(tensor);
}
await executor.close();
process.stdout.write(digest.digest('hex'));
