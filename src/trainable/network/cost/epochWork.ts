import type { Configuration } from '../../../configuration.ts';
import type { Optimizer } from '../../../model/optimizer.ts';
import { optimizerOf } from '../../../model/optimizers.ts';
import type { NetworkSize } from '../sizes.ts';

/** The work of a thread in an epoch, in amounts that its time grows with. */
export const WORK_KINDS = [
  'trainedFlops',
  'scoredFlops',
  'movedFloats',
  'updatedWeights',
  'steps',
  'layerSteps',
  'images',
  'augmentedImages',
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/** The amounts of one epoch. */
export interface EpochWork {
  readonly amounts: Readonly<Record<WorkKind, number>>;
  /** Further properties that equal durations share: the model and the update rule. */
  readonly kind: string;
}

/** Number of images that an epoch trains on and is validated on. */
export interface EpochImages {
  readonly training: number;
  readonly validation: number;
}

/** The backward pass costs twice the forward pass. */
const TRAINING_PASSES = 3;

/** The amounts of one epoch of a configuration. */
export function epochWork(
  configuration: Configuration,
  size: NetworkSize,
  { training, validation }: EpochImages,
): EpochWork {
  const steps = Math.ceil(training / Number(configuration.batch_size));
  const optimizer = optimizerOf(configuration);
  const { horizontal_flip, shift, random_erasing } = configuration;
  const isAugmented = horizontal_flip === true || Number(shift ?? 0) > 0 || Number(random_erasing ?? 0) > 0;
  return {
    amounts: {
      trainedFlops: TRAINING_PASSES * size.flops * training,
      scoredFlops: size.flops * validation,
      movedFloats: size.floats * training,
      updatedWeights: size.parameterCount * steps * passesOf(optimizer),
      steps,
      layerSteps: size.layers * steps,
      images: training + validation,
      augmentedImages: isAugmented ? training : 0,
    },
    kind: `${configuration.model} ${optimizer.name}`,
  };
}

/**
 * Number of passes of an update through memory as large as the weights: gradients, weights, and the rule's
 * state.
 */
function passesOf(optimizer: Optimizer): number {
  const clipping = (optimizer.globalClipnorm ?? 0) > 0 ? 1 : 0;
  return 3 + 2 * keptPerWeight(optimizer) + clipping;
}

/** Numbers that an update rule keeps for every weight. */
function keptPerWeight(optimizer: Optimizer): number {
  switch (optimizer.name) {
    case 'sgd':
      return optimizer.momentum > 0 ? 1 : 0;
    case 'rmsprop':
      return 1 + (optimizer.momentum > 0 ? 1 : 0) + (optimizer.centered ? 1 : 0);
    case 'adagrad':
    case 'lion':
      return 1;
    case 'adam':
      return optimizer.amsgrad ? 3 : 2;
    default:
      return 2;
  }
}
