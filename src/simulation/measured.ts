import type { Configuration } from '../configuration.ts';
import type { StepReport } from '../trial/trial.ts';

/** A training that was measured. */
export interface MeasuredTrial {
  /** In ascending order. */
  readonly reports: readonly StepReport[];
  /** The value that ranks the trial once it has completed; undefined if it failed. */
  readonly value: number | undefined;
}

/** A configuration with its measured trainings, at least one. */
export interface MeasuredConfiguration {
  readonly configuration: Configuration;
  readonly plannedSteps: number | undefined;
  /** Trainings with different seeds. */
  readonly trials: readonly MeasuredTrial[];
}
