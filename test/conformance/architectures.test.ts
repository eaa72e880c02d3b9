import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assignment } from '../../src/configuration.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { createEngine } from '../../src/engine/index.ts';
import { SweepError } from '../../src/errors.ts';
import { ACTIVATIONS } from '../../src/model/activation.ts';
import { buildLayers, countFlops, countParameters, initialWeights } from '../../src/model/buildLayers.ts';
import { configure } from '../../src/model/configure.ts';
import type { InputShape, Layer } from '../../src/model/layer.ts';
import type { Optimizer } from '../../src/model/optimizer.ts';
import { largestDifference, randomBatch } from '../helpers/batches.ts';
import { TfjsReference } from '../helpers/tfjsReference.ts';

const RATE = 0.02;
const SGD: Optimizer = { name: 'sgd', momentum: 0, nesterov: false };
const BATCH = 5;

const input: fc.Arbitrary<InputShape> = fc.record({
  shape: fc.tuple(fc.integer({ min: 5, max: 11 }), fc.integer({ min: 5, max: 11 }), fc.constantFrom(1, 3)),
  classes: fc.integer({ min: 2, max: 12 }),
});
const small = (max: number) => fc.integer({ min: 1, max });

const parameters = fc.record({
  filters: fc.array(small(5), { minLength: 1, maxLength: 3 }),
  kernel_size: small(4),
  strides: small(2),
  padding: fc.constantFrom('valid', 'same'),
  pool_size: small(3),
  pooling: fc.constantFrom('max', 'average'),
  global_average_pooling: fc.boolean(),
  batch_normalization: fc.boolean(),
  units: fc.array(small(9), { maxLength: 2 }),
  activation: fc.constantFrom(...ACTIVATIONS),
  l2: fc.constantFrom(0, 0.01),
});

/** The layers; undefined if they do not fit on the image. */
function tryBuild(
  model: 'ann' | 'cnn',
  assigned: Record<string, unknown>,
  shape: InputShape,
): Layer[] | undefined {
  try {
    return buildLayers(configure({ model, ...(assigned as Assignment) }), shape);
  } catch (error) {
    if (error instanceof SweepError && error.code === 'configuration_invalid') return undefined;
    throw error;
  }
}

describe('any architecture', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine('onnx');
  });
  afterAll(() => engine.dispose());

  it('trains as in TensorFlow.js, which counts as many weights and operations', {
    timeout: 120_000,
  }, async () => {
    let built = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('ann', 'cnn'), parameters, input, async (model, assigned, shape) => {
        const layers = tryBuild(model, assigned, shape);
        if (!layers) return;
        built++;
        const weights = initialWeights(layers, 7);
        const reference = await TfjsReference.create(layers, shape, SGD, RATE);
        expect(countParameters(layers)).toBe(reference.countParameters());
        expect(countFlops(layers)).toBe(reference.countFlops());
        reference.setWeights(weights);
        const network = await engine.open({ layers, input: shape, optimizer: SGD, batchSize: BATCH });
        network.setWeights(weights);
        for (let step = 0; step < 2; step++) {
          const { images, labels } = randomBatch(shape, BATCH, step);
          const score = await network.trainStep(images, labels, { learningRate: RATE, dropoutKey: [0, 0] });
          expect(score.lossSum / BATCH).toBeCloseTo(reference.trainStep(images, labels), 4);
        }
        expect(largestDifference(network.weights(), reference.weights())).toBeLessThan(1e-4);
        network.close();
      }),
      { numRuns: 120, seed: 11 },
    );
    expect(built).toBeGreaterThan(60);
  });
});
