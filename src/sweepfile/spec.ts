import type { Assignment } from '../configuration.ts';
import type { Metric } from '../metric/metric.ts';
import type { Space } from '../space/space.ts';
import type { SpecSetup } from '../trainable/index.ts';
import type { EarlyTerminate } from './earlyTerminate/settings.ts';
import type { Finals } from './finals.ts';

/** How configurations are searched; the samplers carry the same names. */
export const METHODS = ['grid', 'random', 'bayes'] as const;
export type Method = (typeof METHODS)[number];

/** No run_cap is higher. */
export const MOST_CONFIGURATIONS = 100_000;

/** Where a spec says no lookahead. */
export const LOOKAHEAD = 4;

/** A validated sweep: what the YAML says, with defaults filled in. */
export interface Spec {
  readonly name: string;
  readonly description?: string;
  /** What its trials train. */
  readonly setup: SpecSetup;
  readonly method: Method;
  readonly metric: Metric;
  /**
   * By canonical names; every distribution draws legal, normalised values only. For the networks, `model` is one of
   * them: at least one, each once, in the spec's order.
   */
  readonly space: Space;
  readonly seed: number;
  /** Trials of each configuration; replicate r (from 0) trains with seed + r. */
  readonly replicates: number;
  /** The most configurations; where absent, a grid is tried whole and a random search goes on until it is stopped. */
  readonly runCap?: number;
  /** No further trial begins once the sweep has run so long, all its runs together. */
  readonly timeBudgetMs?: number;
  readonly earlyTerminate?: EarlyTerminate;
  /** What is trained again once the search has ended. */
  readonly finals?: Finals;
  /** Of a grid: the seed's order in place of W&B's. */
  readonly order?: 'shuffled';
  /** Of a random search: points that fill the space evenly in place of independent draws. */
  readonly design?: 'sobol';
  /** Assignments of some of the space's parameters that are tried before all others. */
  readonly tryFirst?: readonly Assignment[];
  /** Values of some of the space's parameters that its user takes for good ones. */
  readonly prior?: Assignment;
  /** Names or ids of earlier sweeps of the same workload, whose trials a search begins with. */
  readonly learnFrom?: readonly string[];
  /** A value of the metric with which nothing more has to be tried. */
  readonly target?: number;
  /** After so many configurations without a better one, nothing more is tried. */
  readonly noGainIn?: number;
  /**
   * How many trials a search and a pruner do without: for what trial i is asked or judged by, those with a number from
   * i − lookahead count as not yet known. More than that many + 1 trials at once only wait for one another.
   */
  readonly lookahead: number;
  /** How many trials run at once; as many as the machine has cores where absent. */
  readonly workers?: number;
  /** What the states from which trials go on may take in the database. */
  readonly keptStatesBytes?: number;
}
