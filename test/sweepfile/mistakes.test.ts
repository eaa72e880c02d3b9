import { describe, expect, it } from 'vitest';
import { errorsOf, parse } from './read.ts';

type Row = readonly [title: string, text: string, errors: readonly string[], hint?: string];

function check(rows: readonly Row[]): void {
  it.each(rows.map(([title, ...rest]) => ({ title, rest })))('$title', ({ rest: [text, errors, hint] }) => {
    expect(errorsOf(text)).toEqual(errors);
    const parsed = parse(text);
    if (hint !== undefined)
      expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.hint)).toContain(hint);
  });
}

const top = (line: string) => `method: grid\nparameters: {epochs: 2}\n${line}\n`;
const grid = (line: string) => `method: grid\nparameters:\n  ${line}\n`;
const random = (line: string) => `method: random\nrun_cap: 5\nparameters:\n  ${line}\n`;

const TOP_KEYS =
  'a spec, which takes name, description, method, order, design, seed, replicates, run_cap, time_budget, lookahead, keep_states, workers, model, dataset, validation, engine, fork, metric, parameters, early_terminate, try_first, prior, learn_from, stop_when, finals, roles, early_stopping, reduce_on_plateau';

describe('mistakes at the top level', () => {
  check([
    ['a typo in a key', top('sead: 1'), [`3:1 sead is no key of ${TOP_KEYS}`], 'Did you mean seed?'],
    ['a key of nobody', top('frobnicate: 1'), [`3:1 frobnicate is no key of ${TOP_KEYS}`]],
    [
      'a parameter outside of parameters',
      top('batch_size: 32'),
      ['3:1 batch_size is a parameter and belongs under parameters'],
      'Move the line below "parameters:" and indent it by two spaces.',
    ],
    [
      'no method',
      'parameters: {epochs: 1}\n',
      ['1:1 method is missing: it must be one of grid, random, bayes'],
    ],
    [
      'a typo in the method',
      'method: rnadom\nparameters: {epochs: 1}\n',
      ['1:9 method must be one of grid, random, bayes, not rnadom'],
      'Did you mean random?',
    ],
    [
      'a time budget without a unit',
      top('time_budget: 90'),
      ['3:14 time_budget must be a length of time in s, m, h or d, such as 2h, not 90'],
      'Seconds are 90s.',
    ],
    ['an octal number', top('seed: 010'), ['3:7 010 is 8 to W&B, an octal number, and 10 elsewhere']],
    [
      'an earlier sweep without its name',
      'method: bayes\nparameters: {lr: {min: 0.1, max: 0.2}}\nlearn_from: {database: other.db}\n',
      ['3:13 learn_from.sweep is missing: it must be the name or id of a sweep'],
      'Such as {sweep: first-try, database: other.db}.',
    ],
    [
      'an earlier sweep with a typo in a key, and one in a database without a path',
      'method: bayes\nparameters: {lr: {min: 0.1, max: 0.2}}\nlearn_from: [{sweep: a, databse: b}, {sweep: 3, database: 5}]\n',
      [
        '3:25 databse is no key of learn_from, which takes sweep, database',
        '3:59 learn_from.database must be the path of a database, such as ../other/runs.db, not 5',
      ],
      'Did you mean database?',
    ],
    ['no parameters', 'method: grid\n', ['1:1 parameters is missing: it says what to try']],
    [
      'parameters without a value',
      'method: grid\nparameters:\n',
      ['2:1 parameters must be a mapping of parameters, but it has no value'],
    ],
    ['empty parameters', 'method: grid\nparameters: {}\n', ['2:13 parameters is empty']],
    [
      'parameters as a list',
      'method: grid\nparameters: [epochs]\n',
      ['2:13 parameters must be a mapping of parameters, not [epochs]'],
    ],
    ['a negative seed', top('seed: -1'), ['3:7 seed must be an integer from 0 to 2147483647, not -1']],
    [
      'a seed too large',
      top('seed: 2147483648'),
      ['3:7 seed must be an integer from 0 to 2147483647, not 2147483648'],
    ],
    [
      'a quoted seed',
      top('seed: "7"'),
      ['3:7 seed must be an integer from 0 to 2147483647, not "7"'],
      'Remove the quotes: "7" is text, 7 is a number.',
    ],
    [
      'a seed without a value',
      top('seed:'),
      ['3:6 seed must be an integer from 0 to 2147483647, but it has no value'],
    ],
    ['no replicates', top('replicates: 0'), ['3:13 replicates must be an integer from 1 to 100, not 0']],
    ['half a run_cap', top('run_cap: 2.5'), ['3:10 run_cap must be an integer from 1 to 100000, not 2.5']],
    ['no workers', top('workers: 0'), ['3:10 workers must be an integer from 1 to 256, not 0']],
    ['another engine', top('engine: torch'), ['3:9 engine must be one of onnx, tfjs, tfjs-cpu, not torch']],
    [
      'another model',
      top('model: [ann, rnn]'),
      ['3:14 model must be one of ann, cnn, not rnn'],
      'Networks are ann (dense layers) and cnn (convolutions, then dense layers).',
    ],
    ['a model twice', top('model: [ann, ann]'), ['3:8 model must name each network once, not [ann, ann]']],
    ['no model', top('model: []'), ['3:8 model must name at least one network, not []']],
    [
      'a mapping as a model',
      top('model: {name: cnn}'),
      ['3:8 model must be ann, cnn or a list of both, not a mapping'],
    ],
    [
      "Keras's name of the dataset",
      top('dataset: fashion_mnist'),
      ['3:10 dataset must be one of fashion-mnist, synthetic, not fashion_mnist'],
      'Did you mean fashion-mnist?',
    ],
    [
      'typos in the dataset',
      top('dataset: {name: fashion-mnst, ofline: synthetic}'),
      [
        '3:17 dataset.name must be one of fashion-mnist, synthetic, not fashion-mnst',
        '3:31 ofline is no key of dataset, which takes name, offline, path, classes',
      ],
      'Did you mean offline?',
    ],
    [
      'a dataset without a name',
      top('dataset: {offline: synthetic}'),
      ['3:1 dataset.name is missing: it must be one of fashion-mnist, synthetic'],
    ],
    [
      'a typo in validation',
      top('validation: tset'),
      ['3:13 validation must be test, or a number of images, 10 or more, not tset'],
      'Did you mean test?',
    ],
    [
      'too few validation images',
      top('validation: {size: 5}'),
      ['3:20 validation.size must be test, or a number of images, 10 or more, not 5'],
    ],
    [
      'a name with a slash',
      top('name: a/b'),
      [
        '3:7 name must be text of at most 100 characters that is no number and holds no / and no control character, not a/b',
      ],
    ],
    ['a description that is a number', top('description: 5'), ['3:14 description must be text, not 5']],
    [
      'an early_terminate without bands',
      top('early_terminate: {type: hyperband, max_iter: 27}'),
      ['3:1 early_terminate needs min_iter, or max_iter with s: they say at which steps trials are compared'],
      'Such as {type: hyperband, min_iter: 3}.',
    ],
    [
      'finals that say too little',
      top('finals: {top: 0}'),
      [
        '3:1 finals.seeds is missing: it says how many more seeds each of them is trained with',
        '3:15 finals.top must be an integer from 1 to 1000, not 0',
      ],
    ],
    [
      'keys of another kind of early_terminate',
      top('early_terminate: {type: first, epochs: 2, min_iter: 1}'),
      [
        '3:1 early_terminate.keep is missing: it says how many trials go on',
        '3:43 min_iter is no key of early_terminate, which takes type, epochs, keep, thaw',
      ],
    ],
    [
      'an early_terminate of another kind',
      top('early_terminate: {type: envelope, min_iter: 0, eta: 1, strict: 3, mode: max}'),
      [
        '3:25 early_terminate.type must be one of hyperband, asha, median, first, forecast, not envelope',
        '3:45 early_terminate.min_iter must be an integer from 1 to 1000000000, not 0',
        '3:53 early_terminate.eta must be a number above 1, not 1',
        '3:64 early_terminate.strict must be true or false, not 3',
        '3:67 mode is no key of early_terminate, which takes type, min_iter, threshold, thaw, epochs, keep, min_trials, eta, max_iter, s, strict',
      ],
    ],
    [
      'a key of a program',
      top('retries: 2'),
      ['3:1 retries belongs to a spec that runs a program; this one trains networks on images'],
      'Remove it, or add program.',
    ],
    [
      'metrics',
      top('metrics: [{name: val_loss}]'),
      ['3:1 metrics is not supported: a sweep ranks by one metric'],
      'Use metric with a single metric.',
    ],
  ]);
});

describe('mistakes in the metric', () => {
  check([
    [
      'a typo in its name',
      top('metric: {name: val_acuracy}'),
      ['3:16 metric.name must be one of val_accuracy, val_loss, accuracy, loss, not val_acuracy'],
      'Did you mean val_accuracy?',
    ],
    [
      'the test set',
      top('metric: {name: test_accuracy}'),
      ['3:16 metric.name cannot be test_accuracy: the test set never ranks'],
      'Use val_accuracy or val_loss; "validation: test" reproduces a notebook that ranks on the test set.',
    ],
    [
      'a goal of nobody',
      top('metric: {name: loss, goal: minimise}'),
      ['3:28 metric.goal must be one of maximize, minimize, not minimise'],
      'Did you mean minimize?',
    ],
    [
      'a target that is no number',
      top('metric: {name: loss, target: low}'),
      ['3:30 metric.target must be a number, not low'],
    ],
    [
      'a list',
      top('metric: [loss]'),
      ['3:9 metric must be a mapping such as {name: val_accuracy, goal: maximize}, not [loss]'],
    ],
  ]);
});

describe('mistakes in a parameter', () => {
  check([
    [
      'a typo in its name',
      grid('fliters: 32'),
      ['3:3 There is no parameter fliters'],
      'Did you mean filters?',
    ],
    [
      'its name elsewhere',
      grid('lr0: 0.1'),
      ['3:3 There is no parameter lr0'],
      'Did you mean learning_rate?',
    ],
    [
      'a top-level key',
      grid('seed: 1'),
      ['3:3 seed is no parameter but a key of the top level'],
      'Move it out of parameters.',
    ],
    [
      "a typo in an optimizer's name is answered with the nearest name",
      grid('optimizer: [sgd, adma]'),
      [
        '3:20 optimizer must be one of sgd, rmsprop, adam, adamw, nadam, adamax, adagrad, adadelta, ftrl, lion, not adma',
      ],
      'Did you mean adam?',
    ],
    ['zero epochs', grid('epochs: 0'), ['3:11 epochs must be an integer from 1 to 10000, not 0']],
    [
      'a negative batch size',
      grid('batch_size: -5'),
      ['3:15 batch_size must be an integer from 1 to 8192, not -5'],
    ],
    [
      'a part of a filter',
      grid('filters: 33.5'),
      [
        '3:12 filters must be an integer from 1 to 2048, or a list of 1 to 8 of them (a layer each), not 33.5',
      ],
    ],
    [
      'a part of a filter in a stack',
      grid('filters: [16, [32, 6.4]]'),
      [
        '3:17 filters must be an integer from 1 to 2048, or a list of 1 to 8 of them (a layer each), not [32, 6.4]',
      ],
    ],
    [
      'a quoted number',
      grid('learning_rate: "0.001"'),
      ['3:18 learning_rate must be a number above 0 and at most 100, not "0.001"'],
      'Remove the quotes: "0.001" is text, 0.001 is a number.',
    ],
    [
      'a quoted flag',
      grid('nesterov: "yes"'),
      ['3:13 nesterov must be true or false, not "yes"'],
      'Write true, without quotes.',
    ],
    [
      'infinity',
      grid('learning_rate: .inf'),
      ['3:18 learning_rate must be a number above 0 and at most 100, not .inf'],
    ],
    ['no value', grid('epochs:'), ['3:10 epochs must be an integer from 1 to 10000, but it has no value']],
    [
      'both names of one parameter',
      `${grid('initializer: zeros')}  kernel_initializer: zeros\n`,
      ['4:3 kernel_initializer and initializer are the same parameter'],
      'Keep one of them.',
    ],
    ['an empty list', grid('epochs: []'), ['3:11 epochs lists no values']],
    [
      'an empty list of layers',
      grid('units: []'),
      ['3:10 units lists no values'],
      'For no layer at all, write units: [[]].',
    ],
  ]);
});

describe('mistakes in a definition', () => {
  check([
    [
      'an empty one',
      grid('epochs: {}'),
      ['3:3 epochs needs a value, a list of values, or min and max'],
      'Such as epochs: [10].',
    ],
    [
      'a typo in its only key',
      grid('epochs: {vlaues: [1]}'),
      ['3:3 epochs needs a value, a list of values, or min and max'],
      'Did you mean values?',
    ],
    [
      'an unknown key',
      grid('epochs: {values: [1], vales: 2}'),
      ['3:25 vales is no key of epochs, whose distribution is categorical and takes values'],
      'Did you mean values?',
    ],
    [
      'q without q_uniform',
      random('dropout: {min: 0.1, max: 0.5, q: 0.1}'),
      ['4:33 q is no key of dropout, whose distribution is uniform and takes min, max'],
      'Write distribution: q_uniform.',
    ],
    ['one bound alone', grid('epochs: {min: 1}'), ['3:3 epochs.max is missing: it must be a number']],
    [
      'bounds the wrong way round',
      random('learning_rate: {min: 0.1, max: 0.01}'),
      ['4:24 learning_rate.min must be less than max (0.01), not 0.1'],
    ],
    ['equal bounds', grid('epochs: {min: 3, max: 3}'), ['3:17 epochs.min must be less than max (3), not 3']],
    [
      'an illegal bound',
      random('dropout: {min: 0.0, max: 1.0}'),
      ['4:28 dropout.max must be a number at least 0 and below 1, not 1'],
    ],
    [
      'a bound that q rounds to an illegal value',
      random('kernel_size: {distribution: q_uniform, min: 1, max: 9, q: 4}'),
      [
        '4:47 kernel_size.min must be an integer from 1 to 15, or a list of 1 to 8 of them (a layer each), not 1, which q rounds to 0',
      ],
    ],
    [
      'a bound of zero on a logarithmic scale',
      random('dropout: {distribution: log_uniform_values, min: 0, max: 0.5}'),
      ['4:52 dropout.min must be a number above 0, not 0'],
    ],
    [
      'part of an integer bound',
      grid('epochs: {distribution: int_uniform, min: 1.5, max: 4}'),
      ['3:44 epochs.min must be an integer, not 1.5'],
    ],
    [
      'decimal bounds for integers',
      random('epochs: {min: 1.0, max: 8}'),
      ['4:3 epochs takes integers, but uniform draws other numbers too'],
      'Write 1 instead of 1.0: two whole bounds make an int_uniform.',
    ],
    [
      'a logarithmic range of integers',
      random('batch_size: {distribution: log_uniform_values, min: 16, max: 512}'),
      ['4:3 batch_size takes integers, but log_uniform_values draws other numbers too'],
      'Write distribution: q_log_uniform_values, whose q is 1.',
    ],
    [
      'decimal steps for integers',
      random('batch_size: {distribution: q_uniform, min: 16, max: 512, q: 0.5}'),
      ['4:3 batch_size takes integers, but q_uniform draws other numbers too'],
      'Write q as an integer.',
    ],
    [
      'a range of names',
      grid('optimizer: {min: 1, max: 2}'),
      [
        '3:3 optimizer must be one of sgd, rmsprop, adam, adamw, nadam, adamax, adagrad, adadelta, ftrl, lion, not a range',
      ],
      'List values, such as optimizer: [sgd, rmsprop].',
    ],
    [
      'an unknown distribution',
      random('dropout: {distribution: unifrom, min: 0.1, max: 0.5}'),
      [
        '4:27 dropout.distribution must be one of constant, categorical, categorical_w_probabilities, int_uniform, uniform, q_uniform, log_uniform_values, inv_log_uniform_values, q_log_uniform_values, normal, q_normal, log_normal, q_log_normal, beta, q_beta, not unifrom',
      ],
      'Did you mean uniform?',
    ],
    [
      'a legacy distribution',
      random('learning_rate: {distribution: log_uniform, min: -9.21, max: -2.3}'),
      ['4:33 learning_rate.distribution cannot be log_uniform: it is deprecated, its bounds are logarithms'],
      'Use log_uniform_values with min: 0.0001 and max: 0.1003.',
    ],
    [
      'a legacy distribution whose bounds may be meant as they are',
      random('learning_rate: {distribution: log_uniform, min: 0.0001, max: 0.01}'),
      ['4:33 learning_rate.distribution cannot be log_uniform: it is deprecated, its bounds are logarithms'],
      'Use log_uniform_values with min: 0.0001 and max: 0.01 where these are the bounds, or min: 1 and max: 1.01 where they are logarithms, as W&B reads them.',
    ],
    [
      'a number of layers without their width',
      grid('hidden_layers: [3, 4, 5]'),
      ['3:3 hidden_layers needs hidden_size beside it, the units of each layer'],
      'Such as "hidden_size: 128"; layers of several widths are lists: units: [[300, 100]].',
    ],
    [
      'layers that are said twice',
      `${grid('num_layers: 2')}  units: 64\n`,
      ['3:3 num_layers and units both say how many hidden units there are'],
    ],
    [
      'a loss that networks are not trained with',
      grid('loss: mean_squared_error'),
      ['3:9 loss must be cross_entropy, the loss that networks are trained with, not mean_squared_error'],
      'Networks are not trained with the mean squared error; a program of yours can be: program: train.py.',
    ],
    [
      'probabilities that do not sum to 1',
      random('optimizer: {values: [sgd, adam], probabilities: [0.5, 0.4]}'),
      ['4:51 optimizer.probabilities must sum to 1 (these sum to 0.9), not [0.5, 0.4]'],
    ],
    [
      'too few probabilities',
      random('optimizer: {values: [sgd, adam], probabilities: [1]}'),
      ['4:51 optimizer.probabilities must list one probability for each of the 2 values, not [1]'],
    ],
    [
      'a negative probability',
      random('optimizer: {values: [sgd, adam], probabilities: [1.5, -0.5]}'),
      [
        '4:52 optimizer.probabilities must be a number from 0 to 1, not 1.5',
        '4:57 optimizer.probabilities must be a number from 0 to 1, not -0.5',
      ],
    ],
    [
      'probabilities in a grid',
      grid('optimizer: {values: [sgd, adam], probabilities: [0.5, 0.5]}'),
      ['3:3 optimizer gives probabilities, but a grid sweep tries every value once'],
    ],
    [
      'a continuous range in a grid',
      grid('learning_rate: {distribution: log_uniform_values, min: 0.001, max: 0.1}'),
      [
        '3:3 learning_rate is drawn from log_uniform_values, but a grid sweep can only try values from a list or steps',
      ],
      'Use a list of values or distribution: q_uniform, or use method: random.',
    ],
    [
      'nested parameters',
      grid('epochs: {parameters: {a: 1}}'),
      ['3:12 epochs holds nested parameters, which are not supported'],
    ],
    [
      'values that are no list',
      grid('epochs: {values: 3}'),
      ['3:20 epochs.values must be a list of values, not 3'],
    ],
    [
      'wrong values beside a wrong key',
      grid('epochs: {values: [0, -1], q: 2}'),
      [
        '3:21 epochs must be an integer from 1 to 10000, not 0',
        '3:24 epochs must be an integer from 1 to 10000, not -1',
        '3:29 q is no key of epochs, whose distribution is categorical and takes values',
      ],
    ],
    [
      'a bell curve far from anything legal',
      random('momentum: {distribution: normal, mu: 4, sigma: 0.5}'),
      [
        '4:3 about 100 % of the draws of normal are illegal for momentum, which must be a number at least 0 and below 1',
      ],
    ],
    [
      'a width that is not positive',
      random('learning_rate: {distribution: log_normal, sigma: 0}'),
      ['4:52 learning_rate.sigma must be a number above 0, not 0'],
    ],
  ]);
});

describe('many mistakes', () => {
  it('are reported at once, in the order of the text', () => {
    const text =
      'sead: 1\nmethod: girdd\nparameters:\n  epochs: 0\n  optimizer: adma\n  units: {min: 5, max: 1}\nworkers: 0\n';
    expect(errorsOf(text).map((error) => error.split(' ')[0])).toEqual([
      '1:1',
      '2:9',
      '4:11',
      '5:14',
      '6:16',
      '7:10',
    ]);
  });

  it('carry their path', () => {
    const parsed = parse(grid('filters: {values: [16, 0]}'));
    expect(parsed.ok ? [] : parsed.problems.map(({ path }) => path)).toEqual([
      'parameters.filters.values[1]',
    ]);
  });
});
