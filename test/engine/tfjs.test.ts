import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { loadNodeBackend } from '../../src/engine/tfjs/backend.ts';
import { ruleOf } from '../../src/engine/tfjs/rules.ts';
import { TfjsEngine } from '../../src/engine/tfjs/tfjsEngine.ts';
import { initialWeights } from '../../src/model/buildLayers.ts';
import { configure } from '../../src/model/configure.ts';
import { OPTIMIZERS, optimizerOf } from '../../src/model/optimizers.ts';
import { randomBatch } from '../helpers/batches.ts';
import { smallNetworks } from '../helpers/networks.ts';

describe('the tfjs engine', () => {
  it('gives back every tensor when its network is closed', async () => {
    const engine = await TfjsEngine.onCpu();
    const { input, layers } = smallNetworks('relu')['batch normalization of images']!;
    const before = tf.memory().numTensors;
    const optimizer = optimizerOf(configure({ model: 'cnn', global_clipnorm: 0.1, weight_decay: 0.1 }));
    const network = await engine.open({ layers, input, optimizer, batchSize: 6 });
    network.setWeights(initialWeights(layers, 1));
    const { images, labels } = randomBatch(input, 6, 1);
    const settings = { learningRate: 0.01, dropoutKey: [1, 2] } as const;
    await network.trainStep(images, labels, settings);
    const open = tf.memory().numTensors;
    for (let step = 0; step < 5; step++) await network.trainStep(images, labels, settings);
    await network.evaluate(images, labels, new Uint16Array(6));
    expect(tf.memory().numTensors).toBe(open);
    network.close();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('has a rule for every optimizer', () => {
    for (const optimizer of Object.keys(OPTIMIZERS)) {
      const rule = ruleOf(tf, optimizerOf(configure({ model: 'cnn', optimizer })));
      expect(rule.initialState.length).toBeGreaterThan(0);
    }
  });

  it('loads tfjs-node or says how to get it', () => {
    try {
      expect(loadNodeBackend().version).toMatch(/^tfjs-node 4\./);
    } catch (error) {
      expect(error).toMatchObject({ code: 'engine_unavailable' });
      expect((error as { hint: string }).hint).toContain('npm run tfjs-node');
    }
  });
});
