import type { Configuration } from '../configuration.ts';
import type { StepReport } from '../trial/trial.ts';

/** A training that was measured. */
export interface MeasuredTrial {
  /** Ascending. */
  readonly reports: readonly StepReport[];
  /** What the trial is ranked by once it has completed; undefined where it failed. */
  readonly value: number | undefined;
}

/** A configuration as it was measured, at least once. */
export interface MeasuredConfiguration {
  readonly configuration: Configuration;
  readonly plannedSteps: number | undefined;
  /** With different seeds. */
  readonly trials: readonly MeasuredTrial[];
}
