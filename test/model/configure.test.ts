import { describe, expect, it } from 'vitest';
import { canonicalJson, configurationHash } from '../../src/configuration.ts';
import { configure } from '../../src/model/configure.ts';
import { findParameter, PARAMETERS } from '../../src/model/parameters/index.ts';

describe('canonical configurations', () => {
  it('fill in the defaults of Keras', () => {
    expect(configure({ model: 'cnn' })).toEqual({
      model: 'cnn',
      optimizer: 'adam',
      learning_rate: 0.001,
      beta_1: 0.9,
      beta_2: 0.999,
      amsgrad: false,
      epsilon: 1e-7,
      weight_decay: 0,
      global_clipnorm: 0,
      batch_size: 32,
      epochs: 10,
      l2: 0,
      horizontal_flip: false,
      shift: 0,
      random_erasing: 0,
      label_smoothing: 0,
      learning_rate_schedule: 'constant',
      warmup_epochs: 0,
      early_stopping_patience: 0,
      reduce_on_plateau_patience: 0,
      filters: 32,
      kernel_size: 3,
      strides: 1,
      padding: 'valid',
      pool_size: 2,
      pooling: 'max',
      global_average_pooling: false,
      units: 100,
      batch_normalization: false,
      activation: 'relu',
      conv_dropout: 0,
      dropout: 0,
      kernel_initializer: 'glorot_uniform',
    });
    expect(configure({ model: 'cnn', optimizer: 'sgd' }).learning_rate).toBe(0.01);
    expect(configure({ model: 'ann' }).units).toEqual([300, 100]);
  });

  it('leave out what has no effect', () => {
    expect(configure({ model: 'cnn', momentum: 0.9 })).not.toHaveProperty('momentum');
    expect(configure({ model: 'cnn', optimizer: 'sgd', nesterov: true })).not.toHaveProperty('nesterov');
    expect(configure({ model: 'ann', filters: 64 })).not.toHaveProperty('filters');
    const linear = configure({ model: 'ann', units: [], activation: 'tanh', dropout: 0.5 });
    for (const name of ['activation', 'dropout', 'kernel_initializer', 'batch_normalization']) {
      expect(linear).not.toHaveProperty(name);
    }
  });

  it('are one for a number and the list of it', () => {
    expect(configure({ model: 'cnn', filters: [32] })).toEqual(configure({ model: 'cnn', filters: 32 }));
  });

  it('have one hash, whatever the order of their parameters', () => {
    const configuration = configure({ model: 'cnn' });
    const reversed = Object.fromEntries(Object.entries(configuration).reverse());
    expect(configurationHash(reversed)).toBe(configurationHash(configuration));
    expect(canonicalJson(reversed)).toMatch(/^\{"model":"cnn","parameters":\{"activation":"relu",/);
  });
});

describe('the table of parameters', () => {
  it('has legal defaults', () => {
    for (const model of ['ann', 'cnn'] as const) {
      const { model: _, ...parameters } = configure({ model, optimizer: 'sgd', momentum: 0.5 });
      for (const [name, value] of Object.entries(parameters)) {
        expect(findParameter(name)!.kind.accepts(value)).toBe(true);
      }
    }
  });

  it('has unique names and a line of help for each', () => {
    const names = PARAMETERS.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]);
    expect(new Set(names).size).toBe(names.length);
    for (const { help } of PARAMETERS) expect(help).toMatch(/^[A-Z].*\.$/);
    expect(findParameter('initializer')?.name).toBe('kernel_initializer');
  });
});
