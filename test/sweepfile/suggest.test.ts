import { describe, expect, it } from 'vitest';
import { MODEL_NAMES } from '../../src/model/modelName.ts';
import { findParameter, writableNames } from '../../src/model/parameters/index.ts';
import { DISTRIBUTIONS } from '../../src/space/index.ts';
import { SPEC_KEYS } from '../../src/sweepfile/fields.ts';
import { METRIC_NAMES } from '../../src/sweepfile/network/metric.ts';
import { METHODS } from '../../src/sweepfile/spec.ts';
import { didYouMean } from '../../src/sweepfile/suggest.ts';
import { DATASET_NAMES, ENGINE_NAMES } from '../../src/trainable/network/setup.ts';
import { parse } from './read.ts';

const choices = (name: string) => findParameter(name)!.kind.choices!;
const keys = [...DISTRIBUTIONS.values()].flatMap((kind) => Object.keys(kind.keys));

/** The legal names at the place of the name. */
const LEGAL: Readonly<Record<string, readonly string[]>> = {
  parameters: writableNames(),
  keys: SPEC_KEYS,
  metrics: METRIC_NAMES,
  optimizer: choices('optimizer'),
  activation: choices('activation'),
  kernel_initializer: choices('kernel_initializer'),
  padding: choices('padding'),
  pooling: choices('pooling'),
  learning_rate_schedule: choices('learning_rate_schedule'),
  models: MODEL_NAMES,
  methods: METHODS,
  engines: ENGINE_NAMES,
  datasets: DATASET_NAMES,
  distributions: [...DISTRIBUTIONS.keys()],
  goals: ['maximize', 'minimize'],
  definition: ['distribution', ...new Set(keys)],
};

/**
 * Names from Keras, PyTorch, scikit-learn, W&B, Optuna and Ray Tune, each with its hint: our name for the
 * same, a sentence, or nothing if there is none.
 */
const SAID: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  parameters: {
    'The list in a list says how many layers there are: units: [[300, 100]] is two hidden layers, filters: [[32, 64]] two convolutions.':
      'hidden_layer_sizes hidden',
    num_layers: 'n_layers layers depth n_hidden',
    units: 'hidden_dim hidden_units neurons n_units num_units dense_units fc_units unit',
    learning_rate: 'lr0 base_lr init_lr initial_learning_rate learning_rate_init eta learning_rates',
    'learning_rate is the highest rate of every schedule.': 'max_lr',
    'final_learning_rate_fraction is the share of learning_rate that is left.': 'min_lr eta_min',
    batch_size: 'batchsize batch bs mini_batch_size train_batch_size',
    epochs: 'num_epochs n_epochs nb_epoch max_epochs epoch',
    'Training is counted in epochs, passes over the training images: epochs.':
      'max_iter iterations iters steps n_iter',
    weight_decay: 'wd weightdecay',
    'There is no L1 penalty; l2 is the factor of the L2 penalty.': 'l1',
    l2: 'l2 l2_reg',
    kernel_regularizer: 'kernel_regularizer',
    'Biases have no penalty; l2 is for the kernels.': 'bias_regularizer',
    dropout: 'drop dropout_rate drop_rate',
    'dropout is the share that is dropped: 1 minus the share that is kept.': 'keep_prob',
    kernel_initializer: 'weight_init init initialization kernel_init',
    'Biases start at 0; kernel_initializer is for the kernels.': 'bias_initializer',
    'A layer has a bias unless batch normalization follows it.': 'use_bias',
    activation: 'act activation_fn activation_function nonlinearity activations',
    optimizer: 'opt optim optimiser solver optimizers',
    nesterov: 'nesterovs_momentum',
    momentum: 'momentum_rate',
    beta_1: 'b1',
    beta_2: 'b2',
    'Write beta_1 and beta_2.': 'betas',
    epsilon: 'eps',
    rho: 'rho',
    'Write learning_rate_schedule: exponential with decay_rate, or weight_decay.': 'decay lr_decay',
    learning_rate_schedule: 'scheduler lr_scheduler lr_schedule schedule',
    decay_rate: 'gamma',
    decay_epochs: 'step_size',
    warmup_epochs: 'warmup',
    'The warm-up is counted in epochs: warmup_epochs.': 'warmup_steps',
    'global_clipnorm limits the norm of all gradients together.': 'clipnorm clip',
    global_clipnorm: 'grad_clip gradient_clip max_grad_norm',
    filters: 'num_filters n_filters out_channels conv_filters filter',
    kernel_size: 'filter_size kernel_sz',
    strides: 'stride',
    pool_size: 'pooling_size',
    pooling: 'pool_type',
    'Write pooling: max or pooling: average.': 'maxpool max_pooling',
    padding: 'pad',
    batch_normalization: 'bn batch_norm batchnorm',
    global_average_pooling: 'gap global_pool',
    'Images are augmented by horizontal_flip, shift and random_erasing.':
      'augment augmentation rotation zoom noise mixup',
    horizontal_flip: 'flip hflip',
    'Training images are shuffled in every epoch.': 'shuffle',
    'Write early_stopping: {patience: 5} or reduce_on_plateau: {patience: 3}.':
      'patience early_stop min_delta',
    early_stopping_patience: 'early_stopping_rounds',
    label_smoothing: 'label_smooth smoothing',
    random_erasing: 'cutout',
    'The dataset is a key of the top level: dataset.': 'data dataset_name',
    'The loss is always the cross-entropy.': 'loss_fn loss_function criterion',
    'What ranks the trials is a key of the top level: metric: val_loss.': 'train_loss val_loss',
    'Seeds are keys of the top level: seed, and replicates for several of them.':
      'seeds random_state random_seed',
    'Networks train on the processor, in 32-bit floats.': 'device gpu dtype precision',
    'This follows from the dataset.': 'num_classes input_shape',
    'Validation images are a key of the top level: validation: 10000.':
      'validation_split val_split test_size train_size',
    'Networks are a key of the top level: model: [ann, cnn].': 'model_type architecture arch network net',
    initializer: 'initializers',
    amsgrad: 'amsgrad_',
    centered: 'centred',
    nothing:
      'units_per_layer width dense alpha reg regularization p channels kernel kernels pool norm layer_norm metrics embedding_dim heads d_model rnn_units temperature n_estimators max_depth c tol verbose k_folds folds cv accuracy seed dilation dilation_rate groups',
  },
  keys: {
    method: 'search strategy algorithm sampler',
    replicates: 'repeats repeat n_repeats replicate replications',
    run_cap: 'budget max_trials n_trials num_trials num_samples run_count count max_runs',
    workers: 'n_jobs jobs num_workers n_workers concurrency parallel threads cpus cores worker',
    seed: 'random_state random_seed seeds',
    dataset: 'data datasets datset',
    validation: 'val',
    'validation takes a number of images: validation: 10000.': 'validation_split val_split test_size',
    metric: 'metrics objective monitor',
    'Write metric: {name: val_loss, goal: minimize}.': 'goal',
    parameters: 'params hyperparameters hyperparams search_space space',
    model: 'models network net architecture',
    engine: 'backend framework engines',
    'Networks train on the processor, in 32-bit floats.': 'device',
    name: 'title sweep_name experiment',
    description: 'desc comment notes',
    'Write early_stopping: {patience: 5}.': 'early_stopping_rounds',
    'The loss is always the cross-entropy.': 'loss',
    nothing:
      'optimizer_name trials processes split target param config tags project id version sweep stop callbacks resume train_loss timeout limit cap runs run',
  },
  metrics: {
    loss: 'train_loss lossy training_loss',
    accuracy: 'train_accuracy train_acc acc',
    val_accuracy: 'val_acc validation_accuracy valid_acc',
    val_loss: 'validation_loss valid_loss eval_loss eval/loss val/loss',
    'A sweep ranks by accuracy or loss; the pages of its trials have more.':
      'f1 auc mse mae rmse top5 val_f1 precision recall',
    'val_accuracy is 1 minus the share of errors.': 'error val_error',
    nothing:
      'test_loss categorical_accuracy sparse_categorical_accuracy cross_entropy epoch_loss best_val_accuracy',
  },
  optimizer: {
    sgd: 'SGD gd',
    adam: 'Adam',
    adamw: 'AdamW',
    rmsprop: 'RMSProp',
    'Write optimizer: sgd with momentum: 0.9.': 'sgd_momentum',
    'Write optimizer: sgd with momentum: 0.9 and nesterov: true.': 'sgd_nesterov',
    adamax: 'adamax',
    'Write optimizer: adam with amsgrad: true.': 'amsgrad',
    adagrad: 'adagrad',
    ftrl: 'Ftrl',
    lion: 'lion_',
    nothing: 'rmsprop_momentum radam lamb adafactor lars lbfgs adabelief ranger',
  },
  activation: {
    relu: 'ReLU',
    leaky_relu: 'LeakyReLU leakyrelu lrelu',
    silu: 'swish',
    linear: 'none None identity',
    sigmoid: 'logistic',
    gelu: 'GELU',
    elu: 'elu_',
    nothing: 'relu6 prelu hard_swish mish hardtanh softmax softsign hard_sigmoid exponential',
  },
  kernel_initializer: {
    'It comes as a uniform and as a normal distribution: he_uniform or he_normal, and so on.':
      'he xavier glorot kaiming lecun',
    glorot_uniform: 'xavier_uniform',
    glorot_normal: 'xavier_normal',
    he_uniform: 'kaiming_uniform',
    he_normal: 'kaiming_normal',
    random_normal: 'normal',
    random_uniform: 'uniform',
    zeros: 'zero',
    ones: 'one',
    nothing: 'random he_init default identity sparse truncated randn',
  },
  padding: {
    same: 'SAME',
    valid: 'VALID none 0',
    'same pads with zeros; valid does not pad.': 'zero zeros',
    nothing: 'causal full',
  },
  pooling: {
    average: 'avg mean AvgPool average_pool',
    max: 'maximum maxpool',
    nothing: 'global min',
  },
  learning_rate_schedule: {
    constant: 'none constant_',
    cosine: 'cos cosine_annealing cosine_decay',
    exponential: 'exp',
    'Write reduce_on_plateau: {patience: 3}.': 'plateau reduce_on_plateau',
    step: 'step_decay steplr',
    one_cycle: 'onecycle 1cycle one_cycle_lr',
    'Every schedule may begin with warmup_epochs.': 'warmup',
    nothing: 'linear polynomial inverse_time piecewise warm_restarts',
  },
  models: {
    ann: 'mlp dense dnn nn fnn ANN feedforward',
    cnn: 'convnet CNN',
    'Networks are ann (dense layers) and cnn (convolutions, then dense layers).':
      'resnet lstm rnn transformer',
    'Write model: [ann, cnn].': 'both',
    nothing: 'fcn vgg lenet',
  },
  methods: {
    grid: 'grid_search exhaustive gird',
    random: 'random_search randomized',
    nothing: 'bayesian hyperband tpe optuna asha sobol lhs latin all',
  },
  engines: {
    onnx: 'onnxruntime ort',
    tfjs: 'tfjs-node tensorflow.js',
    nothing: 'tensorflow tf tfjs-gpu torch pytorch keras jax cpu gpu',
  },
  datasets: {
    'fashion-mnist': 'fashion fashionmnist FashionMNIST',
    nothing: 'mnist kmnist cifar10 emnist digits fake random',
  },
  distributions: {
    'Write distribution: log_uniform_values, with the bounds themselves as min and max.':
      'log loguniform log-uniform',
    log_uniform_values: 'log_uniform_value loguniform_values',
    categorical: 'choice choices list',
    q_uniform: 'quniform',
    'Write distribution: q_log_uniform_values, with the bounds themselves as min and max.':
      'qloguniform logint int_log_uniform',
    'Write distribution: int_uniform, or min and max alone; both bounds are tried.':
      'randint int integer uniform_int',
    log_normal: 'lognormal',
    normal: 'gaussian',
    uniform: 'float linear',
    categorical_w_probabilities: 'categorical_with_probabilities',
    constant: 'const fixed',
    nothing: 'grid range discrete exponential',
  },
  goals: {
    maximize: 'max maximise increase highest up',
    minimize: 'min minimise decrease',
  },
  definition: {
    min: 'low lower start minimum',
    max: 'high upper stop end maximum',
    q: 'step',
    mu: 'mean loc',
    sigma: 'std stddev sigma_ scale',
    probabilities: 'p prob probs weights',
    values: 'choices',
    nothing: 'from to steps value_list base log alpha',
  },
};

describe.each(Object.entries(SAID))('names among %s', (where, answers) => {
  it.each(Object.entries(answers))('%s', (answer, names) => {
    const expected =
      answer === 'nothing' ? undefined : answer.includes(' ') ? answer : `Did you mean ${answer}?`;
    const said = names.split(' ').map((name) => [name, didYouMean(name, LEGAL[where]!)]);
    expect(said).toEqual(names.split(' ').map((name) => [name, expected]));
  });
});

describe('a hint', () => {
  it('names nothing that is not legal there', () => {
    for (const [where, answers] of Object.entries(SAID)) {
      const named = Object.keys(answers).filter((answer) => answer !== 'nothing' && !answer.includes(' '));
      expect(LEGAL[where]).toEqual(expect.arrayContaining(named));
    }
  });

  it.each([
    ['adma', 'optimizer', 'adam'],
    ['fliters', 'parameters', 'filters'],
    ['leraning_rat', 'parameters', 'learning_rate'],
    ['epcohs', 'parameters', 'epochs'],
    ['mehtod', 'keys', 'method'],
    ['val_acuracy', 'metrics', 'val_accuracy'],
    ['dropuot', 'parameters', 'dropout'],
    ['parametres', 'keys', 'parameters'],
    ['hidden\u0020units', 'parameters', 'units'],
  ])('still finds the typo in %s', (written, where, meant) => {
    expect(didYouMean(written, LEGAL[where]!)).toBe(`Did you mean ${meant}?`);
  });

  it('at the top level names the parameter that means the same', () => {
    const parsed = parse('method: grid\nparameters: {epochs: 1}\nlr0: 0.1\n');
    expect(parsed.ok || parsed.problems[0]!.hint).toBe(
      'The parameter learning_rate means the same; it belongs below "parameters:".',
    );
  });
});
