import type { TrialSetup } from '../../trial/trial.ts';
import { configureAny } from '../anyParameters.ts';
import type { Trainable } from '../trainable.ts';

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
  stepName: 'step',
  keepsStates: false,
  outermost: [],
  parameters: undefined,
  // The limit of W&B's agent.
  mostFirstFailures: 5,
  metrics: undefined,
  configure: configureAny,
  canonicalSetup: ({ trainer }) => ({ trainable: 'module', trainer }),
};
