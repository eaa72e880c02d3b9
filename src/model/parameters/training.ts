import type { Parameter } from '../parameter.ts';
import { flag, integer, real } from '../value.ts';

/** How a network is trained. */
export const trainingParameters: readonly Parameter[] = [
  {
    name: 'batch_size',
    kind: integer(1, 8192),
    defaultValue: 32,
    help: 'Images in a mini-batch; the last one of an epoch may be smaller.',
  },
  {
    name: 'epochs',
    kind: integer(1, 10_000),
    defaultValue: 10,
    help: 'Passes over the training split, or the most of them with early stopping.',
  },
  {
    name: 'l2',
    aliases: ['kernel_regularizer'],
    kind: real({ min: 0, max: 100 }),
    defaultValue: 0,
    help: 'L2 penalty: the loss gets l2 · Σw² of the kernels of all convolutions and dense layers.',
  },
  {
    name: 'label_smoothing',
    kind: real({ min: 0, below: 1 }),
    defaultValue: 0,
    help: 'Share of the target that is spread evenly over all classes; it shows in every loss, as in Keras.',
  },
  {
    name: 'horizontal_flip',
    kind: flag,
    defaultValue: false,
    help: 'Whether half of the training images, drawn anew in every epoch, are mirrored.',
  },
  {
    name: 'shift',
    kind: integer(0, 256),
    defaultValue: 0,
    help: 'Most pixels by which training images are shifted at random, down or up and sideways.',
  },
  {
    name: 'random_erasing',
    kind: real({ min: 0, max: 1 }),
    defaultValue: 0,
    help: 'Share of training images in which a random rectangle is overwritten with random values.',
  },
];
