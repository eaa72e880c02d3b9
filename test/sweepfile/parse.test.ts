import { describe, expect, it } from 'vitest';
import { canonicalSpec } from '../../src/sweepfile/canonical.ts';
import { parseSpec } from '../../src/sweepfile/parse.ts';
import { parse, specOf, warningsOf } from './read.ts';

const minimal = 'method: grid\nparameters: {epochs: 2}\n';

describe('a spec', () => {
  it('of two lines has defaults for the rest', () => {
    const { space, ...rest } = specOf(minimal);
    expect(rest).toEqual({
      name: 'example',
      setup: {
        kind: 'network',
        dataset: { name: 'fashion-mnist' },
        validation: { kind: 'holdout', size: 10_000, seed: 0 },
        engine: 'onnx',
      },
      method: 'grid',
      metric: { name: 'val_accuracy', goal: 'maximize' },
      seed: 0,
      replicates: 1,
      lookahead: 4,
    });
    expect(space.get('model')!.definition()).toEqual({ distribution: 'categorical', values: ['cnn'] });
    expect(space.get('epochs')!.definition()).toEqual({ distribution: 'constant', value: 2 });
  });

  it('keeps everything that it says', () => {
    const { space, ...rest } = specOf(`
name: big
description: All keys.
model: [cnn, ann]
dataset: {name: synthetic}
method: random
metric: {name: val_loss, goal: minimize}
seed: 7
replicates: 3
run_cap: 20
validation: {size: 5000, seed: 2}
engine: onnx
workers: 2
parameters:
  learning_rate: {distribution: log_uniform_values, min: 0.0001, max: 0.1}
`);
    expect(rest).toEqual({
      name: 'big',
      description: 'All keys.',
      setup: {
        kind: 'network',
        dataset: { name: 'synthetic' },
        validation: { kind: 'holdout', size: 5000, seed: 2 },
        engine: 'onnx',
      },
      method: 'random',
      metric: { name: 'val_loss', goal: 'minimize' },
      seed: 7,
      replicates: 3,
      runCap: 20,
      lookahead: 4,
      workers: 2,
    });
    expect([...space.keys()]).toEqual(['model', 'learning_rate']);
  });

  it('may write dataset, validation, model and metric in short', () => {
    const spec = specOf(`${minimal}dataset: synthetic\nvalidation: test\nmodel: ann\nmetric: loss\n`);
    expect(spec).toMatchObject({
      setup: { dataset: { name: 'synthetic' }, validation: { kind: 'test' } },
      metric: { name: 'loss', goal: 'minimize' },
    });
    expect(spec.space.get('model')!.definition()).toMatchObject({ values: ['ann'] });
    expect(specOf(`${minimal}validation: 500\n`).setup).toMatchObject({
      validation: { kind: 'holdout', size: 500, seed: 0 },
    });
  });

  it('whose file has no usable name is called sweep', () => {
    const parsed = parseSpec(minimal, { file: '/tmp/123.yaml' });
    expect(parsed.ok && parsed.spec.name).toBe('sweep');
  });

  it('infers a goal from the metric', () => {
    const goal = (name: string) => specOf(`${minimal}metric: {name: ${name}}\n`).metric.goal;
    expect(['val_accuracy', 'val_loss', 'accuracy', 'loss'].map(goal)).toEqual([
      'maximize',
      'minimize',
      'maximize',
      'minimize',
    ]);
  });
});

describe('a definition without a distribution', () => {
  const kindOf = (definition: string) =>
    specOf(`method: random\nrun_cap: 3\nparameters: {learning_rate: ${definition}}\n`).space.get(
      'learning_rate',
    )!.kind;

  it.each([
    ['0.1', 'constant'],
    ['{value: 0.1}', 'constant'],
    ['[0.1, 0.2]', 'categorical'],
    ['{values: [0.1, 0.2]}', 'categorical'],
    ['{values: [0.1, 0.2], probabilities: [0.4, 0.6]}', 'categorical_w_probabilities'],
    ['{min: 1, max: 3}', 'int_uniform'],
    ['{min: 1.0, max: 3}', 'uniform'],
    ['{min: 1, max: 3.0}', 'uniform'],
    ['{min: 1, max: 3e0}', 'uniform'],
    ['{min: 0.1, max: 3}', 'uniform'],
  ])('%s is %s', (definition, kind) => {
    expect(kindOf(definition)).toBe(kind);
  });

  it('a list of lists is a list of stacks', () => {
    const grid = specOf('method: grid\nparameters: {filters: [16, [32, 64], [8]]}\n')
      .space.get('filters')!
      .grid()!;
    expect([0, 1, 2].map((index) => grid.at(index))).toEqual([16, [32, 64], 8]);
  });

  it('an alias stands for the canonical name', () => {
    expect([...specOf('method: grid\nparameters: {initializer: zeros}\n').space.keys()]).toEqual([
      'model',
      'kernel_initializer',
    ]);
  });
});

describe('a warning', () => {
  it.each([
    [
      "keys of W&B's",
      `${minimal}project: p\nmetric: {name: loss, target: 0.1}\nentity: me\n`,
      "3:1 project and entity are W&B's and have no effect here",
    ],
    [
      'a contradicting goal',
      `${minimal}metric: {name: loss, goal: maximize}\n`,
      '3:28 metric.goal is maximize, so the worst loss ranks first',
    ],
    [
      'a value listed twice',
      'method: grid\nparameters: {filters: [16, [16]]}\n',
      '2:28 filters lists 16 twice',
    ],
    [
      'filters on an ANN',
      'model: ann\nmethod: grid\nparameters: {filters: 32}\n',
      '3:14 filters has no effect on ann',
    ],
    [
      'momentum without sgd',
      'method: grid\nparameters: {momentum: 0.9, optimizer: [adam, nadam]}\n',
      '2:14 momentum has no effect with the optimizer adam or nadam',
    ],
    [
      'nesterov without momentum',
      'method: grid\nparameters: {nesterov: true, optimizer: sgd}\n',
      '2:14 nesterov has no effect with the other parameters of this sweep',
    ],
    [
      'whole bounds for a real number',
      'method: grid\nparameters: {learning_rate: {min: 1, max: 2}}\n',
      '2:14 learning_rate tries whole numbers only, because both bounds are written as integers',
    ],
    [
      'a tail that is cut off',
      'method: random\nrun_cap: 2\nparameters: {dropout: {distribution: normal, mu: 0.5, sigma: 0.5}}\n',
      '3:14 about 31 % of the draws of normal are illegal for dropout, which must be a number at least 0 and below 1; those are drawn again',
    ],
  ])('%s is one, and the sweep may start', (_title, text, warning) => {
    expect(parse(text).ok).toBe(true);
    expect(warningsOf(text)).toEqual([warning]);
  });

  it('is not given for what has an effect on some configuration', () => {
    expect(
      warningsOf(
        'model: [ann, cnn]\nmethod: grid\nparameters: {filters: 8, momentum: [0, 0.9], nesterov: true, optimizer: [sgd, adam]}\n',
      ),
    ).toEqual([]);
  });
});

describe('a learning rate from 0', () => {
  it('is legal, and never 0', () => {
    const rate = specOf('method: random\nparameters: {learning_rate: {min: 0, max: 0.1}}\n').space.get(
      'learning_rate',
    )!;
    expect(rate.kind).toBe('uniform');
    expect([rate.contains(0), rate.contains(0.05)]).toEqual([false, true]);
  });
});

describe('a cut-off tail', () => {
  it('draws legal values only', async () => {
    const { Random } = await import('../../src/random.ts');
    const space = specOf(
      'method: random\nrun_cap: 2\nparameters: {batch_size: {distribution: q_normal, mu: 8, sigma: 16, q: 4}}\n',
    ).space;
    const random = Random.of(1);
    const draws = Array.from({ length: 500 }, () => Number(space.get('batch_size')!.sample(random)));
    expect(draws.every((draw) => draw >= 1 && draw % 4 === 0)).toBe(true);
    expect(space.get('batch_size')!.contains(-4)).toBe(false);
  });
});

describe('the canonical spec', () => {
  it('is equal for specs that ask the same', () => {
    const a = specOf('name: a\nmethod: grid\nparameters: {epochs: 2, initializer: [zeros]}\nworkers: 3\n');
    const b = specOf(
      '# b\nmethod: grid\nmodel: [cnn]\nparameters:\n  kernel_initializer: {values: [zeros]}\n  epochs: {value: 2}\nseed: 0\n',
    );
    expect(canonicalSpec(a)).toBe(canonicalSpec(b));
  });

  it('of networks is the same text as ever, by which finished sweeps are known again', () => {
    const canonical = canonicalSpec(
      specOf(
        'model: [cnn, ann]\nmethod: random\nmetric: val_loss\nrun_cap: 20\nvalidation: {size: 5000, seed: 2}\nparameters: {filters: [16, [32, 64]], initializer: zeros}\n',
      ),
    );
    expect(canonical).toBe(
      '{"dataset":{"name":"fashion-mnist"},"engine":"onnx","method":"random","metric":{"goal":"minimize","name":"val_loss"},"models":["cnn","ann"],"parameters":{"filters":{"distribution":"categorical","values":[16,[32,64]]},"kernel_initializer":{"distribution":"constant","value":"zeros"}},"replicates":1,"runCap":20,"seed":0,"validation":{"kind":"holdout","seed":2,"size":5000}}',
    );
  });

  it.each([
    'seed: 1',
    'replicates: 2',
    'run_cap: 3',
    'validation: test',
    'model: ann',
    'metric: loss',
    'dataset: synthetic',
  ])('changes with %s', (line) => {
    expect(canonicalSpec(specOf(`${minimal}${line}\n`))).not.toBe(canonicalSpec(specOf(minimal)));
  });
});
