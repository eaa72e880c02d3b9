/** What `early_terminate.type` may be; the pruners carry the same names. */
export const EARLY_TERMINATIONS = ['hyperband', 'asha', 'median', 'first', 'forecast'] as const;

/**
 * How trials that do worse than others are stopped early. Wherever trials are compared after a number of epochs, it is
 * their finite values of the sweep's metric that are counted, as W&B counts them: for the networks these are epochs.
 */
export type EarlyTerminate = (Hyperband | Asha | Median | First | Forecast) & Thawing;

export interface Thawing {
  /**
   * Whether pruned trials go on once the search has ended: those that the rule would not stop any more, by all that is
   * known then, or that many at most, with the best of the others behind them.
   */
  readonly thaw?: true | number;
}

/**
 * W&B's rules: of `maxIter` divided by `eta` `s` times, or of `minIter` multiplied by it again and again, follow the
 * numbers of reports at which trials are compared.
 */
export interface Hyperband {
  readonly type: 'hyperband';
  readonly minIter?: number;
  /** Where this and `s` are set, `minIter` has no effect. */
  readonly maxIter?: number;
  readonly s?: number;
  readonly eta: number;
  /** Whether trials are compared by their values then, in place of their best ones up to then. */
  readonly strict: boolean;
}

export interface Asha {
  readonly type: 'asha';
  readonly minIter: number;
  readonly eta: number;
}

export interface Median {
  readonly type: 'median';
  /** No trial stops before so many reports. */
  readonly minIter: number;
  /** Nor while fewer others are known. */
  readonly minTrials: number;
}

export interface First {
  readonly type: 'first';
  readonly epochs: number;
  readonly keep: number;
}

export interface Forecast {
  readonly type: 'forecast';
  readonly minIter: number;
  /** The chance to reach the best one below which a trial stops. */
  readonly threshold: number;
}
