/** The part of a one-trial spec that depends on the trainable: lines of YAML. */
export interface TrialWords {
  /** Sentences for its comments. */
  readonly remarks: readonly string[];
  /** Metrics whose values are in its first comment. */
  readonly scored: readonly string[];
  /** Lines that name the program, or the model and its data. */
  readonly workload: readonly string[];
  /** Lines with the settings of the training. */
  readonly settings: readonly string[];
  /** Each parameter as a constant. */
  readonly parameters: readonly string[];
}
