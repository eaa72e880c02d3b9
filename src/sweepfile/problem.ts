/** An error keeps the sweep from starting; a warning does not. */
export type Severity = 'error' | 'warning';

/** One mistake in a spec. */
export interface Problem {
  /**
   * The place in the spec: `parameters.batch_size`, `parameters.filters[1]`, empty for the whole; or `--set
   * epochs`.
   */
  readonly path: string;
  /** Counted from 1; absent if the value came from the command line. */
  readonly line?: number;
  /** Counted from 1, in UTF-16 units, as in editors. */
  readonly column?: number;
  /** The rule and the value that broke it, as one sentence without a full stop. */
  readonly message: string;
  /** The next step. */
  readonly hint?: string;
  readonly severity: Severity;
}
