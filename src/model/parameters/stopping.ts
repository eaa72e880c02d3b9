import type { Parameter } from '../parameter.ts';
import { flag, integer, real } from '../value.ts';

const stops = (_model: string, earlier: { early_stopping_patience?: unknown }): boolean =>
  earlier.early_stopping_patience !== 0;
const reduces = (_model: string, earlier: { reduce_on_plateau_patience?: unknown }): boolean =>
  earlier.reduce_on_plateau_patience !== 0;

/**
 * Reactions of a training to a val_loss that no longer falls; a spec may write them as `early_stopping:
 * {patience: 5}`.
 */
export const stoppingParameters: readonly Parameter[] = [
  {
    name: 'early_stopping_patience',
    kind: integer(0, 10_000),
    defaultValue: 0,
    help: 'Epochs without a better val_loss after which the training ends; 0 means that it never ends early.',
  },
  {
    name: 'early_stopping_min_delta',
    kind: real({ min: 0, max: 100 }),
    defaultValue: 0,
    when: stops,
    help: 'Fall of val_loss that counts as better.',
  },
  {
    name: 'early_stopping_restore_best',
    kind: flag,
    defaultValue: true,
    when: stops,
    help: 'Whether the weights of the best epoch are kept, in place of those of the last one.',
  },
  {
    name: 'reduce_on_plateau_patience',
    kind: integer(0, 10_000),
    defaultValue: 0,
    help: 'Epochs without a better val_loss after which the learning rate is reduced; 0 means never.',
  },
  {
    name: 'reduce_on_plateau_factor',
    kind: real({ above: 0, below: 1 }),
    defaultValue: 0.1,
    when: reduces,
    help: 'Factor of the learning rate on a plateau.',
  },
  {
    name: 'reduce_on_plateau_min_delta',
    kind: real({ min: 0, max: 100 }),
    defaultValue: 1e-4,
    when: reduces,
    help: 'Fall of val_loss that ends the plateau.',
  },
];
