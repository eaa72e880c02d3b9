import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine, Network, NetworkState } from '../../src/engine/engine.ts';
import { createEngine } from '../../src/engine/index.ts';
import { initialWeights } from '../../src/model/buildLayers.ts';
import type { Optimizer } from '../../src/model/optimizer.ts';
import { randomBatch } from '../helpers/batches.ts';
import { engineNames } from '../helpers/engineNames.ts';
import { GREY, network } from '../helpers/networks.ts';

const MOMENTS = { beta1: 0.9, beta2: 0.999 };
const RMSPROP = { name: 'rmsprop', rho: 0.9, momentum: 0, centered: false, epsilon: 1e-7 } as const;
const ADAM = { name: 'adam', ...MOMENTS, epsilon: 1e-7, amsgrad: false } as const;
const OPTIMIZERS: readonly Optimizer[] = [
  { name: 'sgd', momentum: 0, nesterov: false },
  { name: 'sgd', momentum: 0.9, nesterov: false },
  { name: 'sgd', momentum: 0.9, nesterov: true },
  RMSPROP,
  { ...RMSPROP, centered: true, momentum: 0.5 },
  ADAM,
  { ...ADAM, amsgrad: true },
  { ...ADAM, weightDecay: 0.01, globalClipnorm: 0.1 },
  { name: 'nadam', ...MOMENTS, epsilon: 1e-7 },
  { name: 'adamax', ...MOMENTS, epsilon: 1e-7 },
  { name: 'adagrad', initialAccumulator: 0.1, epsilon: 1e-7 },
  { name: 'adadelta', rho: 0.95, epsilon: 1e-7 },
  {
    name: 'ftrl',
    learningRatePower: -0.5,
    initialAccumulator: 0.1,
    l1: 0.001,
    l2: 0.001,
    l2Shrinkage: 0.01,
    beta: 0.1,
  },
  { name: 'lion', ...MOMENTS },
];

const LAYERS = network(GREY, (stack) => {
  stack.conv2d(4, 3, 'linear', { padding: 'same', useBias: false });
  stack.batchNormalization();
  stack.activation('relu');
  stack.maxPool2d(2);
  stack.dropout(0.3);
  stack.flatten();
  stack.dense(7, 'tanh', { l2: 0.01 });
});

describe.each(await engineNames())('a state of a network of the %s engine', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine(name);
  });
  afterAll(() => engine.dispose());

  const open = (optimizer: Optimizer, layers = LAYERS) =>
    engine.open({ layers, input: GREY, optimizer, batchSize: 9 });

  async function train(trained: Network, from: number, to: number): Promise<void> {
    for (let step = from; step < to; step++) {
      const { images, labels } = randomBatch(GREY, 9, step);
      await trained.trainStep(images, labels, { learningRate: 0.01, dropoutKey: [step, 1] });
    }
  }

  it.each(OPTIMIZERS)('goes on with the same bits with %o', async (optimizer) => {
    const whole = await open(optimizer);
    whole.setWeights(initialWeights(LAYERS, 4));
    await train(whole, 0, 3);
    const early = copyOf(whole.state());
    await train(whole, 3, 7);
    const late = copyOf(whole.state());
    whole.close();
    const other = await open(optimizer);
    other.setWeights(initialWeights(LAYERS, 8));
    await train(other, 20, 22);
    other.restore(early);
    expect(copyOf(other.state())).toEqual(early);
    await train(other, 3, 7);
    expect(copyOf(other.state())).toEqual(late);
    other.close();
    expect(early).not.toEqual(late);
  });

  it('is refused by a network of another shape or of an optimizer that keeps less, which it leaves as it was', async () => {
    const first = await open(ADAM);
    const state = copyOf(first.state());
    first.close();
    const wider = network(GREY, (stack) => {
      stack.flatten();
      stack.dense(9, 'tanh');
    });
    for (const [optimizer, layers] of [[ADAM, wider] as const, [OPTIMIZERS[0]!, LAYERS] as const]) {
      const opened = await open(optimizer, layers);
      opened.setWeights(initialWeights(layers, 2));
      expect(() => opened.restore(state)).toThrow(/is that of another network/);
      expect(opened.weights()).toEqual(initialWeights(layers, 2));
      opened.close();
    }
  });
});

function copyOf({ steps, tensors }: NetworkState): NetworkState {
  return { steps, tensors: tensors.map((tensor) => tensor.slice()) };
}
