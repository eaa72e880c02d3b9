import type { TrialSetup } from '../../trial/trial.ts';
import type { Trainable } from '../trainable.ts';
import { usersOwn } from '../usersOwn.ts';

/** A user's trainer in TypeScript or JavaScript. */
export interface ModuleSetup extends TrialSetup {
  readonly kind: 'module';
  /** As the spec writes it, such as `./train.ts`. */
  readonly trainer: string;
  /** The same as an absolute path. */
  readonly path: string;
}

export const moduleTrainable: Trainable<ModuleSetup> = {
  kind: 'module',
  ...usersOwn,
  canonicalSetup: ({ trainer }) => ({ trainable: 'module', trainer }),
};
