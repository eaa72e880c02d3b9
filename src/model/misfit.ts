import { SweepError } from '../errors.ts';

/** Layers that do not fit on the image or on one another. */
export class Misfit extends SweepError {
  /** Names of the parameters that could be changed, the most likely cause first. */
  readonly parameters: readonly string[];

  constructor(parameters: readonly string[], message: string, hint: string) {
    super('configuration_invalid', message, hint);
    this.parameters = parameters;
  }
}
