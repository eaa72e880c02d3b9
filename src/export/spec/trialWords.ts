/** What a spec of one trial says besides what every spec does: lines of YAML. */
export interface TrialWords {
  /** Sentences for its comments. */
  readonly remarks: readonly string[];
  /** Metrics whose values stand in its first comment. */
  readonly scored: readonly string[];
  /** What is run. */
  readonly what: readonly string[];
  /** The settings it was trained with. */
  readonly how: readonly string[];
  /** Each parameter as a constant. */
  readonly parameters: readonly string[];
}
