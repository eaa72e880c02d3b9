import { describe, expect, it } from 'vitest';
import { configure } from '../../src/model/configure.ts';
import { findWritable, PARAMETERS } from '../../src/model/parameters/index.ts';

describe('a configuration in other words', () => {
  it.each([
    [{ optimizer: 'momentum' }, { optimizer: 'sgd', momentum: 0.9 }],
    [{ optimizer: 'nag' }, { optimizer: 'sgd', momentum: 0.9, nesterov: true }],
    [
      { optimizer: 'nag', momentum: 0.5 },
      { optimizer: 'sgd', momentum: 0.5, nesterov: true },
    ],
    [{ num_layers: 3, hidden_size: 64 }, { units: [64, 64, 64] }],
    [{ num_layers: 1, hidden_size: 64 }, { units: 64 }],
    [{ num_layers: 0, hidden_size: 64 }, { units: [] }],
    [{ loss: 'cross_entropy' }, {}],
  ])('%j is %j', (written, meant) => {
    for (const model of ['ann', 'cnn']) {
      expect(configure({ model, ...written })).toEqual(configure({ model, ...meant }));
    }
  });

  it.each([
    ['optimizer', 'adamW', 'adamw'],
    ['optimizer', 'Nesterov', 'nag'],
    ['activation', 'ReLU', 'relu'],
    ['activation', 'LeakyReLU', 'leaky_relu'],
    ['kernel_initializer', 'Xavier', 'glorot_uniform'],
    ['weight_init', 'random', 'random_normal'],
    ['initializer', 'HeNormal', 'he_normal'],
  ])('%s %s is %s', (parameter, written, name) => {
    const { kind } = findWritable(parameter)!;
    expect(kind.accepts(written) && kind.normalize(written)).toBe(name);
  });

  it('never has a parameter that stands for others', () => {
    const names = PARAMETERS.map(({ name }) => name);
    expect(['num_layers', 'hidden_size', 'loss'].filter((name) => names.includes(name))).toEqual([]);
  });
});
