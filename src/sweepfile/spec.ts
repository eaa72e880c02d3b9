import type { Assignment } from '../configuration.ts';
import type { Metric } from '../metric/metric.ts';
import type { Space } from '../space/space.ts';
import type { SpecSetup } from '../trainable/index.ts';
import type { EarlyTerminate } from './earlyTerminate/settings.ts';
import type { Finals } from './finals.ts';
import type { LearnFrom } from './learnFrom.ts';
import type { Roles } from './roles/roles.ts';

/** The methods of searching; the samplers have the same names. */
export const METHODS = ['grid', 'random', 'bayes'] as const;
export type Method = (typeof METHODS)[number];

/** The highest run_cap. */
export const MOST_CONFIGURATIONS = 100_000;

/** The default of `lookahead`. */
export const LOOKAHEAD = 4;

/** A validated sweep: the contents of the YAML, with defaults filled in. */
export interface Spec {
  readonly name: string;
  readonly description?: string;
  /** The setup of its trials. */
  readonly setup: SpecSetup;
  readonly method: Method;
  readonly metric: Metric;
  /**
   * By canonical names; every distribution draws only legal, normalised values. For the networks, `model` is
   * one of them: at least one, each once, in the spec's order.
   */
  readonly space: Space;
  readonly seed: number;
  /** Trials of each configuration; replicate r (from 0) trains with seed + r. */
  readonly replicates: number;
  /**
   * Most configurations; if absent, a grid is tried completely and a random search goes on until it is
   * stopped.
   */
  readonly runCap?: number;
  /** No further trial begins once all runs of the sweep together have taken this long. */
  readonly timeBudgetMs?: number;
  readonly earlyTerminate?: EarlyTerminate;
  /** The trainings that follow once the search has ended. */
  readonly finals?: Finals;
  /** For a grid: an order by the seed instead of W&B's. */
  readonly order?: 'shuffled';
  /** For a random search: points that fill the space evenly instead of independent draws. */
  readonly design?: 'sobol';
  /** Assignments of some of the space's parameters that are tried before all others. */
  readonly tryFirst?: readonly Assignment[];
  /** Values of some of the space's parameters that its user guesses to be good. */
  readonly prior?: Assignment;
  /** Which parameters are compared, and which are tuned for each of their values. */
  readonly roles?: Roles;
  /** Earlier sweeps of the same workload, whose trials a search begins with. */
  readonly learnFrom?: LearnFrom;
  /** A value of the metric at which the search ends. */
  readonly target?: number;
  /** The search ends after this many configurations without a better one. */
  readonly noGainIn?: number;
  /**
   * Number of trials that a search and a pruner do without: for trial i, those with a number from i −
   * lookahead on count as unknown. With more than this number + 1 trials at once, the others only wait.
   */
  readonly lookahead: number;
  /** Number of trials that run at once; the number of the machine's cores if absent. */
  readonly workers?: number;
  /** Most bytes in the database for the states that trials go on from. */
  readonly keptStatesBytes?: number;
}
