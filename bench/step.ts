import type { Assignment, ModelName } from '../src/configuration.ts';
import { createEngine } from '../src/engine/index.ts';
import { configure } from '../src/model/configure.ts';
import { buildLayers, countFlops, initialWeights } from '../src/model/network.ts';
import { optimizerOf } from '../src/model/optimizers.ts';
import { quantile } from './statistics.ts';

/** One training step on noise, per network: the median of many, and the first step, graph compilation included. */
const NETWORKS: readonly (readonly [name: string, ModelName, Assignment])[] = [
  ['CNN 32 filters, batch 32', 'cnn', {}],
  ['CNN 32 filters, batch 128', 'cnn', { batch_size: 128 }],
  ['CNN 32 filters, batch 512', 'cnn', { batch_size: 512 }],
  ['CNN 16 filters, batch 32', 'cnn', { filters: 16 }],
  ['CNN 128 filters, batch 32', 'cnn', { filters: 128 }],
  ['CNN 32-64 filters, batch 32', 'cnn', { filters: [32, 64] }],
  ['ANN 300-100, batch 32', 'ann', {}],
];
const MEASURED_MS = 2000;
const INPUT = { shape: [28, 28, 1], classes: 10 } as const;

const engine = await createEngine('onnx');
console.log(`${engine.version}, one thread`);
for (const [name, model, parameters] of NETWORKS) {
  const configuration = configure(model, parameters);
  const layers = buildLayers(configuration, INPUT);
  const batchSize = Number(configuration.parameters.batch_size);
  const optimizer = optimizerOf(configuration.parameters);
  const openedAt = performance.now();
  const network = await engine.open({ layers, input: INPUT, optimizer, batchSize });
  network.setWeights(initialWeights(layers, 0));
  const images = Uint8Array.from({ length: batchSize * 784 }, (_, index) => (index * 7919) % 256);
  const labels = Uint16Array.from({ length: batchSize }, (_, index) => index % 10);
  const step = () => network.trainStep(images, labels, { learningRate: 0.001, dropoutKey: [0, 0] });
  await step();
  const firstMs = performance.now() - openedAt;
  for (let warmUp = 0; warmUp < 10; warmUp++) await step();
  const times: number[] = [];
  for (const until = performance.now() + MEASURED_MS; performance.now() < until; ) {
    const startedAt = performance.now();
    await step();
    times.push(performance.now() - startedAt);
  }
  network.close();
  const ms = quantile(times, 0.5);
  const gigaflops = (3 * countFlops(layers) * batchSize) / ms / 1e6;
  console.log(
    `${name.padEnd(28)} median ${ms.toFixed(2)} ms (5 % ${quantile(times, 0.05).toFixed(2)})  ` +
      `${gigaflops.toFixed(0)} GFLOP/s  first step ${firstMs.toFixed(0)} ms`,
  );
}
await engine.dispose();
