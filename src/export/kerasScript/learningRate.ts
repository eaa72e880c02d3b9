import type { Assignment } from '../../configuration.ts';
import { plural } from '../../format.ts';

/** Whether the learning rate changes from step to step. */
export function isScheduled({ learning_rate_schedule, warmup_epochs }: Assignment): boolean {
  return learning_rate_schedule !== 'constant' || Number(warmup_epochs ?? 0) > 0;
}

/** Whether it is reduced when val_loss stops falling. */
export function reducesOnPlateau({ reduce_on_plateau_patience }: Assignment): boolean {
  return Number(reduce_on_plateau_patience ?? 0) > 0;
}

/** The schedule as a class of Keras; empty for a constant learning rate. */
export function schedule(parameters: Assignment): string {
  if (!isScheduled(parameters)) return '';
  const warmup = Number(parameters.warmup_epochs ?? 0);
  const name = String(parameters.learning_rate_schedule);
  const lines = [
    ...(warmup > 0
      ? [
          // As in the trainer, a warm-up begins with the first step's share.
          'epoch = (ops.cast(step, "float32") + 1) / self.steps_per_epoch',
          `share = (epoch - ${warmup}) / max(1, self.epochs - ${warmup})`,
        ]
      : ['epoch = ops.cast(step, "float32") / self.steps_per_epoch', 'share = epoch / self.epochs']),
    ...FACTORS[name]!(parameters, warmup),
    ...(warmup > 0 ? [`factor = ops.where(epoch < ${warmup}, epoch / ${warmup}, factor)`] : []),
  ].filter((line) => !line.startsWith('share') || ['cosine', 'one_cycle'].includes(name));
  const reduction = reducesOnPlateau(parameters);
  const shown = `${name === 'constant' ? '' : `${name.replace('_', '-')}, `}${warmup > 0 ? `${plural(warmup, 'epoch')} of warm-up` : ''}`;
  return `class LearningRate(keras.optimizers.schedules.LearningRateSchedule):
    """The learning rate of every step: ${shown.replace(/, $/, '')}."""

    def __init__(self, steps_per_epoch, epochs):
        self.steps_per_epoch, self.epochs = steps_per_epoch, epochs
${reduction ? '        self.reduction = 1.0\n' : ''}
    def __call__(self, step):
${lines.map((line) => `        ${line}`).join('\n')}
        return LEARNING_RATE * ${reduction ? 'self.reduction * ' : ''}factor
`;
}

/** The formulas of src/model/schedule.ts. */
const FACTORS: Readonly<Record<string, (parameters: Assignment, warmup: number) => string[]>> = {
  constant: () => ['factor = 1.0'],
  cosine: ({ final_learning_rate_fraction: final }) => [
    `falling = (1 + ops.cos(math.pi * ops.clip(share, 0, 1))) / 2`,
    Number(final) > 0 ? `factor = ${final} + (1 - ${final}) * falling` : 'factor = falling',
  ],
  exponential: ({ decay_rate, decay_epochs }, warmup) => [
    `factor = ops.power(${decay_rate}, ${after(warmup)} / ${decay_epochs})`,
  ],
  step: ({ decay_rate, decay_epochs }, warmup) => [
    `factor = ops.power(${decay_rate}, ops.floor(${after(warmup)} / ${decay_epochs}))`,
  ],
  one_cycle: () => [
    'rising = (1 + ops.cos(math.pi * ops.clip(share / 0.3, 0, 1))) / 2',
    'falling = (1 + ops.cos(math.pi * ops.clip((share - 0.3) / 0.7, 0, 1))) / 2',
    'low = 1 / 25e4',
    'factor = ops.where(share < 0.3, 1 - (1 - 1 / 25) * rising, low + (1 - low) * falling)',
  ],
};

function after(warmup: number): string {
  return warmup > 0 ? `(epoch - ${warmup})` : 'epoch';
}

/** For a schedule whose learning rate is reduced on a plateau as well, which Keras's own callback refuses. */
export function plateauOfSchedule(parameters: Assignment): string {
  if (!isScheduled(parameters) || !reducesOnPlateau(parameters)) return '';
  const { reduce_on_plateau_patience, reduce_on_plateau_factor, reduce_on_plateau_min_delta } = parameters;
  return `class ReduceSchedule(keras.callbacks.Callback):
    """Lowers a schedule where val_loss does not fall; Keras's own callback takes none."""

    def __init__(self, schedule):
        super().__init__()
        self.schedule, self.best, self.waited = schedule, float("inf"), 0

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best - ${reduce_on_plateau_min_delta}:
            self.best, self.waited = logs["val_loss"], 0
            return
        self.waited += 1
        if self.waited >= ${reduce_on_plateau_patience}:
            self.waited = 0
            self.schedule.reduction *= ${reduce_on_plateau_factor}
            self.model.make_train_function(force=True)  # it was compiled with the old value
`;
}
