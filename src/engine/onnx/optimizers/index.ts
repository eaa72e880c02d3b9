import type { Optimizer } from '../../../model/optimizer.ts';
import { adam } from './adam.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';
import type { Updater } from './updater.ts';

const UPDATERS: {
  readonly [N in Optimizer['name']]: (settings: Extract<Optimizer, { name: N }>) => Updater;
} = {
  sgd,
  adam,
  rmsprop,
};

/** The update rule for an optimizer's settings. */
export function updaterFor<N extends Optimizer['name']>(settings: Extract<Optimizer, { name: N }>): Updater {
  return UPDATERS[settings.name as N](settings);
}
