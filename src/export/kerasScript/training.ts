import type { NetworkTrial } from '../../store/index.ts';
import { kerasOptimizer } from '../keras/optimizer.ts';
import { augmentation } from './augmentation.ts';
import { isScheduled, reducesOnPlateau } from './learningRate.ts';
import { callOf, literal, wrapped } from './python.ts';

/** `one_hot`, for label smoothing: Keras has it only for such labels. */
export function oneHot(trial: NetworkTrial): string {
  const smoothing = Number(trial.parameters.label_smoothing ?? 0);
  if (smoothing === 0) return '';
  return `def one_hot(labels):
    """Labels as rows with a one, as the loss with label smoothing takes them."""
    return keras.utils.to_categorical(labels, CLASSES)
`;
}

/** `train`, which compiles and fits. */
export function training(trial: NetworkTrial): string {
  const { parameters } = trial;
  const { validation } = trial.sweep;
  const scheduled = isScheduled(parameters);
  const augmented = augmentation(parameters) !== '';
  const held = validation.kind === 'holdout';
  const optimizer = callOf(kerasOptimizer(parameters), 'keras.optimizers', {
    learning_rate: scheduled ? 'schedule' : 'LEARNING_RATE',
  });
  const callbacks = callbacksOf(trial);
  const of = (labels: string) => targetsOf(trial, labels);
  const data = augmented
    ? ['AugmentedBatches(images, targets)']
    : ['images', 'targets', 'batch_size=BATCH_SIZE'];
  return `def train(model, images, labels, ${held ? '' : 'x_test, y_test, '}epochs):
    """Trains the network as the trial was trained."""
${
  held
    ? `    chosen, held = split(labels)
    validation = (images[held], ${of('labels[held]')})
    images, targets = images[chosen], ${of('labels[chosen]')}`
    : `    # The sweep validated on the test images, as is done here.
    validation = (x_test, ${of('y_test')})
    targets = ${of('labels')}`
}
${scheduled ? '    schedule = LearningRate(-(-len(images) // BATCH_SIZE), epochs)\n' : ''}${wrapped(`optimizer = ${optimizer}`, 4)}
    model.compile(optimizer, loss=LOSS, metrics=["accuracy"])
    model.fit(
${data.map((argument) => `        ${argument},`).join('\n')}
        epochs=epochs,
        validation_data=validation,
${callbacks.length > 0 ? `        callbacks=[\n${callbacks.map((call) => `${wrapped(call, 12)},`).join('\n')}\n        ],\n` : ''}        verbose=2,
    )
`;
}

/** The constant `LOSS`. */
export function lossOf({ parameters }: NetworkTrial): string {
  const smoothing = Number(parameters.label_smoothing ?? 0);
  if (smoothing === 0) return '"sparse_categorical_crossentropy"';
  return `keras.losses.CategoricalCrossentropy(label_smoothing=${smoothing})`;
}

/** Labels in the form that the loss takes. */
export function targetsOf({ parameters }: NetworkTrial, labels: string): string {
  return Number(parameters.label_smoothing ?? 0) > 0 ? `one_hot(${labels})` : labels;
}

function callbacksOf({ parameters }: NetworkTrial): string[] {
  const stopping = Number(parameters.early_stopping_patience ?? 0);
  const callbacks: string[] = [];
  if (stopping > 0) {
    const restore = literal(parameters.early_stopping_restore_best === true);
    callbacks.push(
      `keras.callbacks.EarlyStopping(monitor="val_loss", mode="min", patience=${stopping}, min_delta=${parameters.early_stopping_min_delta}, restore_best_weights=${restore})`,
    );
  }
  if (reducesOnPlateau(parameters)) {
    const { reduce_on_plateau_patience: patience, reduce_on_plateau_factor: factor } = parameters;
    callbacks.push(
      isScheduled(parameters)
        ? 'ReduceSchedule(schedule)'
        : `keras.callbacks.ReduceLROnPlateau(monitor="val_loss", mode="min", patience=${patience}, factor=${factor}, min_delta=${parameters.reduce_on_plateau_min_delta})`,
    );
  }
  return callbacks;
}
