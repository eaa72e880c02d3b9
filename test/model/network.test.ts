import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../src/configuration.ts';
import {
  buildLayers,
  countFlops,
  countParameters,
  countUntrained,
  initialWeights,
  weightSpecs,
} from '../../src/model/buildLayers.ts';
import { configure } from '../../src/model/configure.ts';
import type { ModelName } from '../../src/model/modelName.ts';

const INPUT = { shape: [28, 28, 1], classes: 10 } as const;
const layersOf = (model: ModelName, parameters: Assignment) =>
  buildLayers(configure({ model, ...parameters }), INPUT);

describe('networks', () => {
  it("builds the notebook's CNN as Keras counts it", () => {
    const layers = layersOf('cnn', { filters: 32, units: 100 });
    expect(layers.map(({ name }) => name)).toEqual([
      'conv2d',
      'max_pooling2d',
      'flatten',
      'dense',
      'dense_1',
    ]);
    expect(layers.map(({ outputShape }) => outputShape)).toEqual([
      [26, 26, 32],
      [13, 13, 32],
      [5408],
      [100],
      [10],
    ]);
    // From Keras: 320 + 540,900 + 1,010.
    expect(countParameters(layers)).toBe(542_230);
    expect(countFlops(layers)).toBe(2 * 9 * 26 * 26 * 32 + 4 * 13 * 13 * 32 + 2 * 5408 * 100 + 2 * 100 * 10);
  });

  it('counts moving averages among the weights, and as those that are not trained', () => {
    const layers = layersOf('ann', { batch_normalization: true });
    // Keras: of each feature a gamma, a beta and two moving averages; no bias before them.
    expect(countParameters(layers)).toBe(784 * 300 + 4 * 300 + 300 * 100 + 4 * 100 + 1010);
    expect(countUntrained(layers)).toBe(2 * 300 + 2 * 100);
    expect(countUntrained(layersOf('ann', {}))).toBe(0);
  });

  it('builds the ANN 300-100', () => {
    const layers = layersOf('ann', {});
    expect(layers.map(({ outputShape }) => outputShape)).toEqual([[784], [300], [100], [10]]);
    expect(countParameters(layers)).toBe(784 * 300 + 300 + 300 * 100 + 100 + 1010);
  });

  it('stacks a convolution with pooling for each number of filters', () => {
    const layers = layersOf('cnn', { filters: [8, 16], units: [] });
    expect(layers.map(({ kind }) => kind)).toEqual([
      'conv2d',
      'max_pooling2d',
      'conv2d',
      'max_pooling2d',
      'flatten',
      'dense',
    ]);
    expect(weightSpecs(layers).map(({ shape }) => shape)).toEqual([
      [3, 3, 1, 8],
      [8],
      [3, 3, 8, 16],
      [16],
      [400, 10],
      [10],
    ]);
  });

  it('puts dropout after every hidden dense layer', () => {
    expect(layersOf('ann', { units: [5, 4], dropout: 0.5 }).map(({ kind }) => kind)).toEqual([
      'flatten',
      'dense',
      'dropout',
      'dense',
      'dropout',
      'dense',
    ]);
  });

  it('says which layer no longer fits on the image', () => {
    expect(() => layersOf('cnn', { filters: [8, 8, 8, 8] })).toThrow(/3×3 kernel does not fit on 1×1/);
    expect(() => layersOf('cnn', { filters: [8, 8, 8], pool_size: 8 })).toThrow(
      /8×8 pool does not fit on 1×1/,
    );
  });

  it('keeps glorot_uniform for the output layer, and zero biases', () => {
    const layers = layersOf('cnn', { kernel_initializer: 'zeros' });
    expect(weightSpecs(layers).map(({ initializer }) => initializer.name)).toEqual([
      'zeros',
      'zeros',
      'zeros',
      'zeros',
      'glorot_uniform',
      'zeros',
    ]);
  });

  it('draws the same weights for a seed, and others for another', () => {
    const layers = layersOf('ann', { units: 20 });
    expect(initialWeights(layers, 1)).toEqual(initialWeights(layers, 1));
    expect(initialWeights(layers, 1)[0]).not.toEqual(initialWeights(layers, 2)[0]);
  });
});
