import { describe, expect, it } from 'vitest';
import { TrialClassifier } from '../../src/cli/dashboard/trialClassifier.ts';
import { createEngine } from '../../src/engine/index.ts';
import { initialWeights } from '../../src/model/buildLayers.ts';
import { randomBatch } from '../helpers/batches.ts';
import { engineNames } from '../helpers/engineNames.ts';
import { smallNetworks } from '../helpers/networks.ts';

const SGD = { name: 'sgd', momentum: 0, nesterov: false } as const;

function trained(engine: string, seed: number) {
  const { input, layers } = smallNetworks('tanh')['two convolutions with pooling']!;
  return { key: `${engine} ${seed}`, engine, input, layers, weights: () => initialWeights(layers, seed) };
}

/** The result of the engine on this thread. */
async function expected(network: ReturnType<typeof trained>, image: Uint8Array): Promise<number[]> {
  const engine = await createEngine(network.engine);
  const opened = await engine.open({ ...network, optimizer: SGD, batchSize: 1 });
  opened.setWeights(network.weights());
  const probabilities = await opened.probabilities(image);
  opened.close();
  await engine.dispose();
  return [...probabilities];
}

const engines = await engineNames();

describe('networks in a thread', () => {
  it.each(engines)('answer as %s does, whichever was asked before', async (name) => {
    const classifier = new TrialClassifier();
    const networks = [trained(name, 1), trained(name, 2)];
    const { images } = randomBatch(networks[0]!.input, 1, 4);
    const ask = [0, 1, 1, 0].map(async (which) => {
      const given = await classifier.probabilities(networks[which]!, images);
      return [which, [...given]] as const;
    });
    const answers = await Promise.all(ask);
    for (const [which, given] of answers) expect(given).toEqual(await expected(networks[which]!, images));
    expect(answers[0]![1]).not.toEqual(answers[1]![1]);
    await classifier.close();
  });

  it('read the weights of a network that is warm no second time', async () => {
    const classifier = new TrialClassifier();
    let reads = 0;
    const plain = trained('onnx', 1);
    const weights = () => {
      reads++;
      return plain.weights();
    };
    const network = { ...plain, weights };
    const { images } = randomBatch(network.input, 1, 4);
    await classifier.probabilities(network, images);
    await classifier.probabilities(network, images);
    expect(reads).toBe(1);
    await classifier.close();
  });

  it('say that an engine does not load, and still answer with another one', async () => {
    const classifier = new TrialClassifier();
    const { images } = randomBatch(trained('onnx', 1).input, 1, 4);
    await expect(classifier.probabilities(trained('abacus', 1), images)).rejects.toMatchObject({
      code: 'engine_unavailable',
      message: 'There is no engine called abacus.',
    });
    expect(await classifier.probabilities(trained('onnx', 1), images)).toBeInstanceOf(Float32Array);
    await classifier.close();
  });

  it('are closed after what was asked before, and answer no more', async () => {
    const classifier = new TrialClassifier();
    const network = trained('onnx', 3);
    const { images } = randomBatch(network.input, 1, 4);
    const before = classifier.probabilities(network, images);
    const closed = classifier.close();
    await expect(classifier.probabilities(network, images)).rejects.toMatchObject({ code: 'interrupted' });
    await expect(before).rejects.toMatchObject({ code: 'interrupted' });
    await closed;
    await new TrialClassifier().close();
  });
});
