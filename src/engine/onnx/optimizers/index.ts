import type { Optimizer } from '../../../model/optimizer.ts';
import { adadelta } from './adadelta.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamax } from './adamax.ts';
import { ftrl } from './ftrl.ts';
import { lion } from './lion.ts';
import { nadam } from './nadam.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';
import type { Updater } from './updater.ts';

const UPDATERS: {
  readonly [N in Optimizer['name']]: (settings: Extract<Optimizer, { name: N }>) => Updater;
} = {
  sgd,
  rmsprop,
  adam,
  nadam,
  adamax,
  adagrad,
  adadelta,
  ftrl,
  lion,
};

/** The update rule for an optimizer's settings. */
export function updaterFor<N extends Optimizer['name']>(settings: Extract<Optimizer, { name: N }>): Updater {
  return UPDATERS[settings.name as N](settings);
}
