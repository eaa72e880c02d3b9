import type { TrialSetup } from '../../trial/trial.ts';
import { configureAny } from '../anyParameters.ts';
import type { Trainable } from '../trainable.ts';

/** A trainer of the user's in TypeScript or JavaScript. */
export interface ModuleSetup extends TrialSetup {
  readonly kind: 'module';
  /** As the spec writes it, such as `./train.ts`. */
  readonly trainer: string;
  /** The same, absolute. */
  readonly path: string;
}

export const moduleTrainable: Trainable<ModuleSetup> = {
  kind: 'module',
  stepName: 'step',
  keepsStates: false,
  outermost: [],
  parameters: undefined,
  // As many as W&B's agent lets pass.
  mostFirstFailures: 5,
  metrics: undefined,
  configure: configureAny,
  canonicalSetup: ({ trainer }) => ({ trainable: 'module', trainer }),
};
