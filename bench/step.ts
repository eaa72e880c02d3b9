import type { Assignment } from '../src/configuration.ts';
import { createEngine } from '../src/engine/index.ts';
import { countFlops } from '../src/model/buildLayers.ts';
import type { ModelName } from '../src/model/modelName.ts';
import { GOALS, verdict } from './goals.ts';
import { quantile } from './statistics.ts';
import { openTraining } from './training.ts';

/** One training step on noise, per network: the median of many, and the first step, graph compilation included. */
const NETWORKS = {
  'CNN 32 filters, batch 32': ['cnn', {}],
  'CNN 32 filters, batch 128': ['cnn', { batch_size: 128 }],
  'CNN 32 filters, batch 512': ['cnn', { batch_size: 512 }],
  'CNN 16 filters, batch 32': ['cnn', { filters: 16 }],
  'CNN 128 filters, batch 32': ['cnn', { filters: 128 }],
  'CNN 32-64 filters, batch 32': ['cnn', { filters: [32, 64] }],
  'CNN 32-64, batch norm, batch 64': [
    'cnn',
    { filters: [32, 64], units: 128, padding: 'same', batch_normalization: true, batch_size: 64 },
  ],
  'ANN 300-100, batch 32': ['ann', {}],
} as const satisfies Record<string, readonly [ModelName, Assignment]>;
const MEASURED_MS = 2000;

const nanosecondsPerFlop = new Map<string, number>();
let slowestStart = 0;
for (const [name, [model, parameters]] of Object.entries(NETWORKS)) {
  const engine = await createEngine('onnx');
  const openedAt = performance.now();
  const { layers, network, batchSize, step } = await openTraining(engine, model, parameters);
  await step();
  const firstMs = performance.now() - openedAt;
  slowestStart = Math.max(slowestStart, firstMs);
  for (let warmUp = 0; warmUp < 10; warmUp++) await step();
  const times: number[] = [];
  for (const until = performance.now() + MEASURED_MS; performance.now() < until; ) {
    const startedAt = performance.now();
    await step();
    times.push(performance.now() - startedAt);
  }
  network.close();
  await engine.dispose();
  const ms = quantile(times, 0.5);
  const flops = 3 * countFlops(layers) * batchSize;
  nanosecondsPerFlop.set(name, (ms * 1e6) / flops);
  console.log(
    `${name.padEnd(32)} median ${ms.toFixed(2)} ms (5 % ${quantile(times, 0.05).toFixed(2)})  ` +
      `${(flops / ms / 1e6).toFixed(0)} GFLOP/s  first step ${firstMs.toFixed(0)} ms`,
  );
}
const of = (name: keyof typeof NETWORKS) => nanosecondsPerFlop.get(name)!;
console.log(verdict(GOALS.filters, of('CNN 128 filters, batch 32') / of('CNN 16 filters, batch 32')));
console.log(verdict(GOALS.first, slowestStart));
