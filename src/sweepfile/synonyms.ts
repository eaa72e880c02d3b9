/**
 * Names of other tools, by the name here with the same meaning: Keras, PyTorch, scikit-learn, W&B, Optuna and
 * Ray Tune. If several names here match, the first that is legal in that place is meant.
 */
const NAMES: Readonly<Record<string, string>> = {
  // Parameters.
  learning_rate: 'lr lr0 eta base_lr init_lr initial_lr initial_learning_rate learning_rate_init',
  batch_size: 'bs batch minibatch_size mini_batch_size train_batch_size per_device_train_batch_size',
  epochs: 'num_epochs n_epochs nb_epoch nb_epochs max_epochs max_epoch num_train_epochs',
  units: 'hidden_units hidden_dim n_units num_units neurons dense_units fc_units dense_size',
  num_layers: 'n_layers layers depth n_hidden num_hidden n_hidden_layers',
  filters: 'num_filters n_filters nb_filters conv_filters out_channels',
  kernel_size: 'filter_size kernel_width conv_size',
  pool_size: 'pooling_size pool_kernel pool_kernel_size',
  strides: 'conv_stride conv_strides',
  padding: 'pad',
  pooling: 'pool_type pooling_type pool_mode',
  global_average_pooling: 'gap global_pool global_pooling global_avg_pool global_avg_pooling',
  dropout: 'drop drop_rate dropout_rate dropout_prob dropout_p',
  l2: 'l2_reg l2_regularization l2_penalty l2_lambda',
  weight_decay: 'wd',
  kernel_initializer: 'init weight_init weights_init kernel_init initialization weight_initializer',
  activation: 'act act_fn activation_fn activation_function nonlinearity',
  optimizer: 'opt optim solver',
  beta_1: 'b1',
  beta_2: 'b2',
  epsilon: 'eps',
  nesterov: 'nesterovs_momentum use_nesterov',
  batch_normalization: 'bn use_bn batch_norm batchnorm use_batch_norm',
  learning_rate_schedule: 'schedule scheduler lr_schedule lr_scheduler lr_scheduler_type',
  decay_rate: 'gamma lr_gamma',
  decay_epochs: 'step_size lr_step_size',
  warmup_epochs: 'warmup warm_up num_warmup_epochs',
  global_clipnorm: 'grad_clip gradient_clip gradient_clip_val max_grad_norm clip_grad_norm grad_clip_norm',
  early_stopping_patience: 'early_stopping_rounds',
  label_smoothing: 'smoothing label_smooth',
  horizontal_flip: 'flip hflip random_flip',
  random_erasing: 'cutout',
  // Keys of a spec.
  method: 'search strategy search_strategy search_method search_alg algorithm sampler',
  replicates: 'repeat repeats n_repeats num_repeats repetitions replications',
  run_cap: 'budget max_trials n_trials num_trials num_samples max_runs run_count count n_iter',
  momentum: 'momentum_rate',
  workers:
    'num_workers parallel concurrency threads jobs n_jobs num_jobs n_workers max_workers cores cpus parallelism',
  seed: 'random_state random_seed rng_seed manual_seed',
  dataset: 'data',
  validation: 'val validation_size val_size',
  metric: 'objective monitor objective_metric',
  parameters:
    'params hyperparameters hyperparams search_space space param_grid param_space param_distributions',
  model: 'network architecture arch net',
  engine: 'backend framework',
  description: 'desc comment notes',
  name: 'title sweep_name experiment experiment_name',
  // Metrics.
  accuracy: 'acc train_acc train_accuracy training_accuracy',
  loss: 'train_loss training_loss',
  val_accuracy:
    'val_acc valid_acc valid_accuracy validation_acc validation_accuracy eval_accuracy dev_accuracy',
  val_loss: 'valid_loss validation_loss eval_loss dev_loss',
  maximize: 'max maximum up increase higher highest',
  minimize: 'min minimum down decrease lower lowest',
  // Values.
  sgd: 'gd gradient_descent stochastic_gradient_descent',
  leaky_relu: 'lrelu leaky leakyrelu',
  linear: 'none identity',
  sigmoid: 'logistic',
  silu: 'swish',
  glorot_uniform: 'xavier_uniform',
  glorot_normal: 'xavier_normal',
  he_uniform: 'kaiming_uniform',
  he_normal: 'kaiming_normal',
  random_normal: 'normal',
  random_uniform: 'uniform',
  valid: 'none no 0',
  average: 'avg mean avgpool avg_pool average_pool average_pooling',
  max: 'maximum maxpool max_pool max_pooling high upper upper_bound end stop',
  min: 'minimum low lower lower_bound start',
  cosine: 'cos cosine_annealing cosine_decay cosineannealinglr',
  exponential: 'exp exponential_decay exponentiallr',
  step: 'step_decay step_lr steplr',
  one_cycle: '1cycle onecycle one_cycle_lr onecyclelr',
  constant: 'none fixed const',
  ann: 'mlp dense dnn nn fnn fc feedforward feed_forward fully_connected',
  cnn: 'conv convnet convolutional',
  grid: 'grid_search gridsearch exhaustive',
  random: 'random_search randomsearch randomized randomized_search',
  onnx: 'ort onnxruntime onnx_runtime',
  tfjs: 'tensorflow.js tensorflowjs tfjs_node',
  'fashion-mnist': 'fashion fashionmnist',
  // Distributions and their keys.
  categorical: 'choice choices list',
  q_uniform: 'quniform',
  q_normal: 'qnormal',
  log_normal: 'lognormal',
  normal: 'gaussian',
  uniform: 'float linear',
  q: 'step step_size',
  mu: 'mean loc',
  sigma: 'std stddev stdev scale',
  probabilities: 'p prob probs weights',
  values: 'choices options list',
  value: 'val constant',
  distribution: 'dist type',
};

const BY_WRITTEN = new Map<string, string[]>();
for (const [name, others] of Object.entries(NAMES)) {
  for (const other of others.split(' ')) BY_WRITTEN.set(other, [...(BY_WRITTEN.get(other) ?? []), name]);
}

/**
 * The name here with the same meaning as a simplified name of another tool, if it is among the candidates.
 */
export function synonymOf(written: string, candidates: readonly string[]): string | undefined {
  return BY_WRITTEN.get(written)?.find((name) => candidates.includes(name));
}
