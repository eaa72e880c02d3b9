import { createEngine } from '../engine/index.ts';
import { buildLayers, countFlops, initialWeights } from '../model/buildLayers.ts';
import { configure } from '../model/configure.ts';
import { optimizerOf } from '../model/optimizers.ts';

const STEPS = 60;
const WARM_UP = 10;
const INPUT = { shape: [28, 28, 1], classes: 10 } as const;

/** The median step of the reference CNN (32 filters, dense 100, Adam, batch 32) on noise, on this thread. */
export async function measureEngine(name: string, steps = STEPS) {
  const engine = await createEngine(name);
  try {
    const configuration = configure({ model: 'cnn' });
    const layers = buildLayers(configuration, INPUT);
    const batchSize = Number(configuration.batch_size);
    const optimizer = optimizerOf(configuration);
    const network = await engine.open({ layers, input: INPUT, optimizer, batchSize });
    network.setWeights(initialWeights(layers, 0));
    const images = Uint8Array.from({ length: batchSize * 784 }, (_, index) => (index * 7919) % 256);
    const labels = Uint16Array.from({ length: batchSize }, (_, index) => index % 10);
    const times: number[] = [];
    for (let step = 0; step < WARM_UP + steps; step++) {
      const startedAt = performance.now();
      await network.trainStep(images, labels, { learningRate: 0.001, dropoutKey: [0, 0] });
      if (step >= WARM_UP) times.push(performance.now() - startedAt);
    }
    network.close();
    const stepMs = times.sort((a, b) => a - b)[Math.floor(steps / 2)]!;
    return {
      version: engine.version,
      stepMs,
      gigaflops: (3 * countFlops(layers) * batchSize) / stepMs / 1e6,
    };
  } finally {
    await engine.dispose();
  }
}
