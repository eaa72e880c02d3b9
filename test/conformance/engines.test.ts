import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/index.ts';
import { initialWeights } from '../../src/model/buildLayers.ts';
import { configure } from '../../src/model/configure.ts';
import { OPTIMIZERS, optimizerOf } from '../../src/model/optimizers.ts';
import { largestDifference, randomBatch } from '../helpers/batches.ts';
import { smallNetworks } from '../helpers/networks.ts';

/** Settings beside the defaults that change an update rule. */
const VARIANTS: readonly Record<string, string | number | boolean>[] = [
  ...Object.keys(OPTIMIZERS).map((optimizer) => ({ optimizer })),
  { optimizer: 'sgd', momentum: 0.9, nesterov: true },
  { optimizer: 'rmsprop', momentum: 0.5, centered: true, epsilon: 1e-3 },
  { optimizer: 'adam', amsgrad: true, weight_decay: 0.1 },
  { optimizer: 'ftrl', l1_regularization_strength: 0.01, l2_shrinkage_regularization_strength: 0.1 },
  { optimizer: 'sgd', global_clipnorm: 0.1 },
];

describe('two engines', () => {
  it('are equally confident of what they predict, to five decimals', async () => {
    for (const { input, layers } of Object.values(smallNetworks('relu'))) {
      const { images, labels } = randomBatch(input, 120, 3);
      const all: Float32Array[] = [];
      for (const name of ['onnx', 'tfjs-cpu']) {
        const engine = await createEngine(name);
        const optimizer = optimizerOf(configure({ model: 'cnn' }));
        const network = await engine.open({ layers, input, optimizer, batchSize: 8 });
        network.setWeights(initialWeights(layers, 2));
        const confidences = new Float32Array(120);
        await network.evaluate(images, labels, new Uint16Array(120), confidences);
        all.push(confidences);
        network.close();
        await engine.dispose();
      }
      expect(largestDifference([all[0]!], [all[1]!])).toBeLessThan(1e-5);
      expect(Math.min(...all[0]!)).toBeGreaterThan(1 / input.classes);
    }
  });

  it.each(VARIANTS)('give the same weights after ten steps with %o', async (assigned) => {
    const { input, layers } = smallNetworks('tanh')['penalties on kernels']!;
    const optimizer = optimizerOf(configure({ model: 'cnn', ...assigned }));
    const results: Float32Array[][] = [];
    for (const name of ['onnx', 'tfjs-cpu']) {
      const engine = await createEngine(name);
      const network = await engine.open({ layers, input, optimizer, batchSize: 8 });
      network.setWeights(initialWeights(layers, 2));
      for (let step = 0; step < 10; step++) {
        const { images, labels } = randomBatch(input, 8, step);
        await network.trainStep(images, labels, { learningRate: 0.01, dropoutKey: [step, 1] });
      }
      results.push(network.weights());
      network.close();
      await engine.dispose();
    }
    expect(largestDifference(results[0]!, results[1]!)).toBeLessThan(2e-5);
    expect(largestDifference(results[0]!, initialWeights(layers, 2))).toBeGreaterThan(1e-4);
  });
});
