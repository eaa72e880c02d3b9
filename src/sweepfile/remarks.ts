const LAYERS =
  'The list in a list says how many layers there are: units: [[300, 100]] is two hidden layers, filters: [[32, 64]] two convolutions.';
const EPOCHS = 'Training is counted in epochs, passes over the training images: epochs.';
const PLATEAU = 'Write early_stopping: {patience: 5} or reduce_on_plateau: {patience: 3}.';
const AUGMENTATION = 'Images are augmented by horizontal_flip, shift and random_erasing.';
const CROSS_ENTROPY = 'The loss is always the cross-entropy.';
const TOP_MODEL = 'Networks are a key of the top level: model: [ann, cnn].';
const TOP_SEED = 'Seeds are keys of the top level: seed, and replicates for several of them.';
const TOP_VALIDATION = 'Validation images are a key of the top level: validation: 10000.';
const TOP_DATASET = 'The dataset is a key of the top level: dataset.';
const TOP_METRIC = 'What ranks the trials is a key of the top level: metric: val_loss.';
const FROM_DATASET = 'This follows from the dataset.';
const PROCESSOR = 'Networks train on the processor, in 32-bit floats.';
const GOAL = 'Write metric: {name: val_loss, goal: minimize}.';
const RANKS = 'A sweep ranks by accuracy or loss; the pages of its trials have more.';
const TWO_LAWS = 'It comes as a uniform and as a normal distribution: he_uniform or he_normal, and so on.';
const LOGARITHMIC = 'Write distribution: log_uniform_values, with the bounds themselves as min and max.';
const INTEGERS = 'Write distribution: int_uniform, or min and max alone; both bounds are tried.';
const LOGARITHMIC_INTEGERS =
  'Write distribution: q_log_uniform_values, with the bounds themselves as min and max.';
const OTHER = '';

/**
 * Remarks on names that look like one of ours and mean something else, by a name among the legal ones. If the
 * text is empty, there is no remark (and no similar name is suggested).
 */
const REMARKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Parameters.
  units: {
    ...sameFor('hidden hidden_layer_sizes layer_sizes', LAYERS),
    ...sameFor('train_loss training_loss val_loss', TOP_METRIC),
    ...sameFor('iterations iters steps n_iter max_iter max_steps num_steps', EPOCHS),
    ...sameFor('patience min_delta early_stop early_stopping plateau', PLATEAU),
    ...sameFor('augment augmentation data_augmentation rotation zoom noise mixup random_crop', AUGMENTATION),
    ...sameFor('loss_fn loss_function criterion', CROSS_ENTROPY),
    ...sameFor('model model_type architecture arch network net', TOP_MODEL),
    ...sameFor('seeds random_state random_seed manual_seed', TOP_SEED),
    ...sameFor('validation_split val_split test_size val_size train_size', TOP_VALIDATION),
    ...sameFor('data dataset_name datasets', TOP_DATASET),
    ...sameFor('num_classes n_classes input_shape input_size in_channels', FROM_DATASET),
    ...sameFor('device gpu dtype precision', PROCESSOR),
    ...sameFor('l1 l1_reg l1_lambda', 'There is no L1 penalty; l2 is the factor of the L2 penalty.'),
    ...sameFor(
      'min_lr eta_min final_lr',
      'final_learning_rate_fraction is the share of learning_rate that is left.',
    ),
    ...sameFor('max_lr', 'learning_rate is the highest rate of every schedule.'),
    ...sameFor(
      'decay lr_decay',
      'Write learning_rate_schedule: exponential with decay_rate, or weight_decay.',
    ),
    ...sameFor('decay_steps', 'Decay is counted in epochs: decay_epochs.'),
    ...sameFor(
      'warmup_steps num_warmup_steps warmup_ratio',
      'The warm-up is counted in epochs: warmup_epochs.',
    ),
    ...sameFor('clipnorm clipvalue clip', 'global_clipnorm limits the norm of all gradients together.'),
    betas: 'Write beta_1 and beta_2.',
    keep_prob: 'dropout is the share that is dropped: 1 minus the share that is kept.',
    bias_initializer: 'Biases start at 0; kernel_initializer is for the kernels.',
    bias_regularizer: 'Biases have no penalty; l2 is for the kernels.',
    use_bias: 'A layer has a bias unless batch normalization follows it.',
    shuffle: 'Training images are shuffled in every epoch.',
    ...sameFor(
      'maxpool max_pool max_pooling avg_pool average_pooling',
      'Write pooling: max or pooling: average.',
    ),
    ...sameFor('alpha kernel kernels channels dense reg regularization', OTHER),
  },
  // Keys of a spec.
  run_cap: {
    ...sameFor('goal direction mode', GOAL),
    ...sameFor(
      'validation_split val_split test_size',
      'validation takes a number of images: validation: 10000.',
    ),
    ...sameFor('device gpu', PROCESSOR),
    ...sameFor('loss loss_function', CROSS_ENTROPY),
    ...sameFor('early_stop early_stopping_rounds', 'Write early_stopping: {patience: 5}.'),
  },
  // Metrics.
  val_accuracy: {
    ...sameFor('f1 f1_score val_f1 auc precision recall mse rmse mae top5', RANKS),
    ...sameFor('error val_error error_rate', 'val_accuracy is 1 minus the share of errors.'),
  },
  // Values.
  sgd: {
    ...sameFor('sgd_momentum sgdm', 'Write optimizer: sgd with momentum: 0.9.'),
    ...sameFor('sgd_nesterov', 'Write optimizer: sgd with momentum: 0.9 and nesterov: true.'),
    amsgrad: 'Write optimizer: adam with amsgrad: true.',
    ...sameFor('radam lars lamb adafactor', OTHER),
  },
  relu: sameFor('relu6 prelu rrelu selu6 celu', OTHER),
  glorot_uniform: sameFor('he kaiming xavier glorot lecun', TWO_LAWS),
  valid: sameFor('zero zeros', 'same pads with zeros; valid does not pad.'),
  average: sameFor('min global', OTHER),
  one_cycle: {
    ...sameFor(
      'plateau reduce_on_plateau reduce_lr_on_plateau reducelronplateau',
      'Write reduce_on_plateau: {patience: 3}.',
    ),
    ...sameFor('warmup', 'Every schedule may begin with warmup_epochs.'),
  },
  ann: {
    ...sameFor(
      'rnn lstm gru transformer resnet',
      'Networks are ann (dense layers) and cnn (convolutions, then dense layers).',
    ),
    both: 'Write model: [ann, cnn].',
  },
  tfjs: sameFor('tfjs_gpu', OTHER),
  // Distributions and their keys.
  log_uniform_values: {
    ...sameFor('log loguniform log_uniform', LOGARITHMIC),
    ...sameFor('int integer randint uniform_int uniformint', INTEGERS),
    ...sameFor('qloguniform logint int_log_uniform log_int_uniform', LOGARITHMIC_INTEGERS),
    exponential: OTHER,
  },
};

/** The remark on a simplified name if these names are legal; undefined if there is none. */
export function remarkOn(written: string, legal: readonly string[]): string | undefined {
  for (const [name, remarks] of Object.entries(REMARKS)) {
    if (Object.hasOwn(remarks, written) && legal.includes(name) && !legal.includes(written))
      return remarks[written];
  }
  return undefined;
}

function sameFor(names: string, remark: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, remark]));
}
