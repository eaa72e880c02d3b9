import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { createEngine } from '../../src/engine/index.ts';
import { ACTIVATIONS } from '../../src/model/activation.ts';
import { countFlops, countParameters, initialWeights, weightSpecs } from '../../src/model/buildLayers.ts';
import type { InputShape, Layer } from '../../src/model/layer.ts';
import type { Optimizer } from '../../src/model/optimizer.ts';
import { largestDifference, randomBatch } from '../helpers/batches.ts';
import { engineNames } from '../helpers/engineNames.ts';
import { GREY, network, smallNetworks } from '../helpers/networks.ts';
import { TfjsReference } from '../helpers/tfjsReference.ts';

const RMSPROP = { name: 'rmsprop', rho: 0.9, momentum: 0, centered: false, epsilon: 1e-7 } as const;
const SGD: Optimizer = { name: 'sgd', momentum: 0, nesterov: false };

/**
 * TensorFlow.js adds epsilon after its bias correction, Keras before it; with a tiny epsilon both rules
 * agree.
 */
const OPTIMIZERS: Readonly<Record<string, { optimizer: Optimizer; rate: number; tolerance: number }>> = {
  sgd: { optimizer: SGD, rate: 0.1, tolerance: 2e-6 },
  'sgd with momentum': {
    optimizer: { name: 'sgd', momentum: 0.9, nesterov: false },
    rate: 0.05,
    tolerance: 2e-6,
  },
  'sgd with Nesterov momentum': {
    optimizer: { name: 'sgd', momentum: 0.9, nesterov: true },
    rate: 0.05,
    tolerance: 2e-6,
  },
  rmsprop: { optimizer: RMSPROP, rate: 0.002, tolerance: 1e-5 },
  'rmsprop with momentum': { optimizer: { ...RMSPROP, momentum: 0.8 }, rate: 0.002, tolerance: 1e-5 },
  adamax: {
    optimizer: { name: 'adamax', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
    rate: 0.005,
    tolerance: 1e-5,
  },
  adagrad: {
    optimizer: { name: 'adagrad', initialAccumulator: 0.1, epsilon: 1e-7 },
    rate: 0.05,
    tolerance: 1e-5,
  },

  adam: {
    optimizer: { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-11, amsgrad: false },
    rate: 0.002,
    tolerance: 1e-5,
  },
};

describe.each(await engineNames())('the %s engine', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine(name);
  });
  afterAll(() => engine.dispose());

  async function expectAgreement(
    layers: Layer[],
    input: InputShape,
    { optimizer, rate, tolerance }: { optimizer: Optimizer; rate: number; tolerance: number },
    batchSizes: readonly number[] = [6, 6, 6, 3, 6, 6, 6, 6, 6, 6],
    labelSmoothing = 0,
  ): Promise<void> {
    const weights = initialWeights(layers, 3);
    const reference = await TfjsReference.create(layers, input, optimizer, rate, labelSmoothing);
    reference.setWeights(weights);
    const trained = await engine.open({
      layers,
      input,
      optimizer,
      labelSmoothing,
      batchSize: Math.max(...batchSizes),
    });
    trained.setWeights(weights);
    for (const [step, size] of batchSizes.entries()) {
      const { images, labels } = randomBatch(input, size, step);
      const score = await trained.trainStep(images, labels, { learningRate: rate, dropoutKey: [0, 0] });
      expect(score.lossSum / size).toBeCloseTo(reference.trainStep(images, labels), 5);
    }
    expect(largestDifference(trained.weights(), reference.weights())).toBeLessThan(tolerance);
    expect(largestDifference(trained.weights(), weights)).toBeGreaterThan(100 * tolerance);
    expect(countParameters(layers)).toBe(reference.countParameters());
    expect(countFlops(layers)).toBe(reference.countFlops());
    const { images, labels } = randomBatch(input, 7, 99);
    const predictions = new Uint16Array(7);
    const { lossSum } = await trained.evaluate(images, labels, predictions);
    const expected = reference.evaluate(images, labels);
    expect(lossSum / 7).toBeCloseTo(expected.loss, 4);
    expect([...predictions]).toEqual(expected.predictions);
    trained.close();
  }

  describe.each(ACTIVATIONS)('with the activation %s agrees with TensorFlow.js on', (activation) => {
    const networks = smallNetworks(activation);
    it.each(Object.keys(networks))('%s', async (key) => {
      const { input, layers } = networks[key]!;
      await expectAgreement(layers, input, OPTIMIZERS.sgd!);
    });
  });

  it.each(Object.keys(OPTIMIZERS))('agrees with TensorFlow.js on the updates of %s', async (key) => {
    const { input, layers } = smallNetworks('tanh')['two convolutions with pooling']!;
    await expectAgreement(layers, input, OPTIMIZERS[key]!, [6, 6, 6, 6, 6, 6, 6, 6, 6, 2]);
  });

  it('adds up micro-batches to the gradient of the whole batch', async () => {
    const { input, layers } = smallNetworks('relu')['two convolutions with pooling']!;
    await expectAgreement(layers, input, OPTIMIZERS['sgd with momentum']!, [150, 150, 77]);
  });

  it('smooths labels as TensorFlow.js does', async () => {
    const { input, layers } = smallNetworks('tanh')['penalties on kernels']!;
    await expectAgreement(layers, input, OPTIMIZERS.sgd!, undefined, 0.2);
  });

  it('normalizes over the whole batch, however large', async () => {
    const { input, layers } = smallNetworks('tanh')['batch normalization of images']!;
    await expectAgreement(layers, input, OPTIMIZERS.sgd!, [150, 150, 77]);
  });

  it('trains on so many pixels that they are worked on in chunks', async () => {
    const input: InputShape = { shape: [24, 26, 3], classes: 4 };
    const plain = network(input, (stack) => {
      stack.conv2d(14, 3, 'relu', { padding: 'same' });
      stack.maxPool2d(2);
      stack.conv2d(18, 3, 'tanh');
      stack.maxPool2d(3);
      stack.flatten();
    });
    await expectAgreement(plain, input, OPTIMIZERS.sgd!, [45, 45, 8]);
    const normalized = network(input, (stack) => {
      stack.conv2d(14, 3, 'linear', { padding: 'same', useBias: false });
      stack.batchNormalization();
      stack.activation('relu');
      stack.maxPool2d(2);
      stack.conv2d(18, 3, 'linear', { padding: 'same', useBias: false });
      stack.batchNormalization();
      stack.activation('relu');
      stack.globalAveragePool2d();
    });
    await expectAgreement(normalized, input, OPTIMIZERS.sgd!, [45, 45, 8]);
    // TensorFlow.js in plain JavaScript is slow, and slower on a busy machine.
  }, 240_000);

  it('gives back the weights that it was given, in the same layout', async () => {
    for (const { input, layers } of Object.values(smallNetworks('relu'))) {
      const weights = initialWeights(layers, 9);
      const opened = await engine.open({ layers, input, optimizer: SGD, batchSize: 4 });
      opened.setWeights(weights);
      expect(opened.weights()).toEqual(weights);
      opened.close();
    }
  });

  it('evaluates any number of images as a step on them reports', async () => {
    const { input, layers } = smallNetworks('relu')['two convolutions with pooling']!;
    const opened = await engine.open({ layers, input, optimizer: SGD, batchSize: 230 });
    opened.setWeights(initialWeights(layers, 1));
    const { images, labels } = randomBatch(input, 230, 1);
    const predictions = new Uint16Array(230);
    const evaluated = await opened.evaluate(images, labels, predictions);
    const stepped = await opened.trainStep(images, labels, { learningRate: 0, dropoutKey: [0, 0] });
    expect(evaluated.correct).toBe(stepped.correct);
    expect(evaluated.lossSum).toBeCloseTo(stepped.lossSum, 3);
    expect(labels.filter((label, index) => label === predictions[index]).length).toBe(evaluated.correct);
    opened.close();
  });

  it('is as confident as the softmax of its logits in float64 says', async () => {
    const input: InputShape = { shape: [5, 4, 1], classes: 6 };
    const layers = network(input, (stack) => {
      stack.flatten();
      stack.dense(9, 'tanh');
    });
    const weights = initialWeights(layers, 6).map((values) => values.map((value) => 3 * value));
    const opened = await engine.open({ layers, input, optimizer: SGD, batchSize: 4 });
    opened.setWeights(weights);
    const { images, labels } = randomBatch(input, 103, 8);
    const [predictions, confidences] = [new Uint16Array(103), new Float32Array(103)];
    await opened.evaluate(images, labels, predictions, confidences);
    const probabilities = await opened.probabilities(images);
    const alone = await opened.probabilities(images.subarray(20, 40));
    for (let image = 0; image < 103; image++) {
      const pixels = [...images.subarray(20 * image, 20 * image + 20)].map((byte) => byte / 255);
      const hidden = dense(pixels, weights[0]!, weights[1]!).map(Math.tanh);
      const exps = dense(hidden, weights[2]!, weights[3]!).map(Math.exp);
      const expected = exps.map((exp) => exp / exps.reduce((a, b) => a + b));
      const given = [...probabilities.subarray(6 * image, 6 * image + 6)];
      for (const [index, value] of expected.entries()) expect(given[index]).toBeCloseTo(value, 5);
      expect(confidences[image]).toBeCloseTo(Math.max(...expected), 5);
      expect(predictions[image]).toBe(expected.indexOf(Math.max(...expected)));
      if (image === 1) for (const [i, value] of alone.entries()) expect(value).toBeCloseTo(expected[i]!, 5);
    }
    opened.close();
  });

  it('has gradients that agree with finite differences, dropout included', async () => {
    const layers = network(GREY, (stack) => {
      stack.conv2d(3, 3, 'linear', { padding: 'same', useBias: false });
      stack.batchNormalization();
      stack.activation('gelu');
      stack.maxPool2d(2);
      stack.dropout(0.2);
      stack.conv2d(4, 2, 'silu', { l2: 0.01, strides: 2 });
      stack.averagePool2d(2);
      stack.flatten();
      stack.dense(6, 'elu', { l2: 0.02 });
      stack.dropout(0.4);
      stack.dense(5, 'tanh');
      stack.dropout(0.25);
    });
    const opened = await engine.open({ layers, input: GREY, optimizer: SGD, batchSize: 5 });
    const { images, labels } = randomBatch(GREY, 5, 2);
    const weights = initialWeights(layers, 5);
    const loss = async (): Promise<number> => {
      opened.setWeights(weights);
      const score = await opened.trainStep(images, labels, { learningRate: 0, dropoutKey: [7, 8] });
      return score.lossSum / 5;
    };
    opened.setWeights(weights);
    await opened.trainStep(images, labels, { learningRate: 1, dropoutKey: [7, 8] });
    const after = opened.weights();
    const epsilon = 0.003;
    const specs = weightSpecs(layers);
    for (const [tensor, values] of weights.entries()) {
      if (!specs[tensor]!.trainable) continue;
      for (let i = 0; i < values.length; i += Math.max(1, Math.floor(values.length / 12))) {
        const value = values[i]!;
        values[i] = value + epsilon;
        const higher = await loss();
        values[i] = value - epsilon;
        const lower = await loss();
        values[i] = value;
        const gradient = value - after[tensor]![i]!;
        expect(Math.abs((higher - lower) / (2 * epsilon) - gradient)).toBeLessThan(
          2e-4 + 0.02 * Math.abs(gradient),
        );
      }
    }
    opened.close();
  });

  it('drops the asked share of units, differently for every key and not at all when evaluating', async () => {
    const input: InputShape = { shape: [1, 1, 1], classes: 2 };
    const layers = network(input, (stack) => {
      stack.flatten();
      stack.dense(4096, 'linear');
      stack.dropout(0.3);
    });
    const opened = await engine.open({ layers, input, optimizer: SGD, batchSize: 1 });
    const [kernel, bias, output, outputBias] = initialWeights(layers, 0);
    const share = async (dropoutKey: [number, number]): Promise<number> => {
      opened.setWeights([kernel!.fill(1), bias!, output!.fill(0), outputBias!]);
      await opened.trainStep(Uint8Array.of(255), Uint16Array.of(0), { learningRate: 1, dropoutKey });
      // With zero output weights, the gradient of unit u's weight to class 0 is −½ · mask(u).
      const masks = opened
        .weights()[2]!
        .filter((_, index) => index % 2 === 0)
        .map((change) => 2 * change);
      expect(new Set(masks)).toEqual(new Set([0, Math.fround(1 / 0.7)]));
      return masks.filter((mask) => mask === 0).length / masks.length;
    };
    const shares = [await share([1, 2]), await share([1, 3]), await share([2, 2])];
    for (const value of shares) expect(Math.abs(value - 0.3)).toBeLessThan(0.03);
    expect(new Set(shares).size).toBe(3);
    opened.close();
  });

  it('gives the same bits when it is new and when it has trained other networks before', async () => {
    const { input, layers } = smallNetworks('relu')['two convolutions with pooling']!;
    const train = async (with_: Engine): Promise<Float32Array[]> => {
      const opened = await with_.open({
        layers,
        input,
        optimizer: OPTIMIZERS.adam!.optimizer,
        batchSize: 70,
      });
      opened.setWeights(initialWeights(layers, 4));
      for (let step = 0; step < 5; step++) {
        const { images, labels } = randomBatch(input, 70, step);
        await opened.trainStep(images, labels, { learningRate: 0.01, dropoutKey: [step, 1] });
      }
      const weights = opened.weights();
      opened.close();
      return weights;
    };
    const fresh = await createEngine(name);
    const cold = await train(fresh);
    const warm = await train(fresh);
    await fresh.dispose();
    expect(warm).toEqual(cold);
    expect(await train(engine)).toEqual(cold);
  });
});

/** A dense layer in float64: kernel `[in, out]`, bias `[out]`. */
function dense(inputs: readonly number[], kernel: Float32Array, bias: Float32Array): number[] {
  return [...bias].map((start, unit) =>
    inputs.reduce((sum, value, index) => sum + value * kernel[index * bias.length + unit]!, start),
  );
}
