/** The values of `early_terminate.type`; the pruners have the same names. */
export const EARLY_TERMINATIONS = ['hyperband', 'asha', 'median', 'first', 'forecast'] as const;

/**
 * How trials that are worse than others are stopped early. If trials are compared after a number of epochs,
 * their finite values of the sweep's metric are counted, as in W&B: for the networks these are epochs.
 */
export type EarlyTerminate = (Hyperband | Asha | Median | First | Forecast) & Thawing;

export interface Thawing {
  /**
   * Whether pruned trials go on once the search has ended: with true, those that the rule would no longer
   * stop by all that is known then; with a number, at most that many, those first and then the best of the
   * others.
   */
  readonly thaw?: true | number;
}

/**
 * W&B's rules. The numbers of reports after which trials are compared are `maxIter` divided by `eta` `s`
 * times, or `minIter` multiplied by it repeatedly.
 */
export interface Hyperband {
  readonly type: 'hyperband';
  readonly minIter?: number;
  /** If this and `s` are set, `minIter` has no effect. */
  readonly maxIter?: number;
  readonly s?: number;
  readonly eta: number;
  /** Whether trials are compared by their values at that time, instead of their best ones until then. */
  readonly strict: boolean;
}

export interface Asha {
  readonly type: 'asha';
  readonly minIter: number;
  readonly eta: number;
}

export interface Median {
  readonly type: 'median';
  /** No trial stops before this many reports. */
  readonly minIter: number;
  /** No trial stops while fewer others are known. */
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
  /** A trial stops if its chance to reach the best one is below this. */
  readonly threshold: number;
}
