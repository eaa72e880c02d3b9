import type { Assignment, Configuration } from '../configuration.ts';
import type { SweepError } from '../errors.ts';
import type { Space } from '../space/space.ts';
import type { TrialSetup } from '../trial/trial.ts';

/**
 * The code that a trial runs: our networks, a program, a module. It knows what follows from a spec alone,
 * without data, files or processes; its {@link Workload} has the rest.
 */
export interface Trainable<Setup extends TrialSetup = TrialSetup> {
  readonly kind: Setup['kind'];
  /** The word for one of its steps. */
  readonly stepName: 'epoch' | 'step';
  /** Whether its trials send states, from which they go on where they stopped. */
  readonly keepsStates: boolean;
  /** Parameters that a grid varies slowest and that are drawn first; all others follow by name. */
  readonly outermost: readonly string[];
  /** The parameters that it knows, with their aliases; undefined if it accepts any. */
  readonly parameters: readonly KnownParameter[] | undefined;
  /**
   * The metrics that each of its trials reports, the most interesting first; undefined if they may have any
   * name.
   */
  readonly metrics: readonly string[] | undefined;
  /** The metrics that are measured once, at the end, and have no curve. */
  readonly finalMetrics?: readonly string[];
  /** An example of a filter for its leaderboards. */
  readonly exampleFilter?: string;
  /**
   * Number of first trials that may fail before the run ends, as the others would fail, too; no limit if
   * absent.
   */
  readonly mostFirstFailures?: number;
  /** Whether one of its trials may end before its planned steps by itself; never if absent. */
  endsEarly?(configuration: Configuration): boolean;
  /**
   * The canonical configuration of a sampler's assignment: equal for assignments that train the same in the
   * same way.
   */
  configure(assigned: Assignment): Configuration;
  /**
   * The parts of its setup that influence results, as plain data with stable keys, for {@link canonicalSpec}.
   */
  canonicalSetup(setup: Setup, space: Space): Readonly<Record<string, unknown>>;
}

export interface KnownParameter {
  readonly name: string;
  readonly aliases?: readonly string[];
}

/** The known facts about a configuration before it is trained. */
export interface Description {
  /** Numbers by name, such as weights and FLOPs; a leaderboard can be sorted and filtered by them. */
  readonly facts: Facts;
  /** Plain data for the trainable's own pages; it may be long, and is made on demand. */
  readonly details?: unknown;
}

/** Facts for planning only: nobody compares configurations by them. */
export const PLANNING_FACTS: readonly string[] = [
  'plannedSteps',
  'stepMs',
  'restMs',
  'trialMs',
  'estimateErrorPercent',
];

/** Names of the facts by which people compare some configurations. */
export function describingFacts(facts: readonly Facts[]): string[] {
  return [...new Set(facts.flatMap((each) => Object.keys(each)))].filter(
    (name) => !PLANNING_FACTS.includes(name),
  );
}

/**
 * Known numbers of a configuration. `plannedSteps` is the number of a trial's steps, if it is known, `stepMs`
 * the time of one step, `restMs` the time beside the steps; `trialMs` is the whole time, if the steps are
 * unknown. These are in proportion; with `estimateErrorPercent` they are times of this machine, with about
 * that error.
 */
export type Facts = Readonly<Record<string, number>>;

/** A trainable that is ready to run on this machine: its data is loaded, its files were found. */
export interface Workload {
  readonly kind: string;
  /** The setup that all trials of the sweep share, as it is stored and shown. */
  readonly shared: SharedSetup;
  /**
   * Everything that makes two sweeps of one name, seed and metric the same: equal parts give equal trials.
   */
  readonly identity: readonly unknown[];
  /** The data that its tables keep once for a sweep, such as the labels of a dataset. */
  readonly artifacts?: unknown;
  /** The course of a trial; absent if no trial can begin with another one's steps. */
  reckoning?(configuration: Configuration, seed: number): Reckoning;
  /** A configuration as it would be trained here, or the reason why it cannot be. */
  describe(configuration: Configuration): Description | SweepError;
}

/**
 * Identifies what the numbers of a trial depend on, step by step: two trials with the same digest after a
 * step have the same numbers and states up to there.
 */
export interface Reckoning {
  /** The beginning of all of its digests: trials that share a step have the same. */
  readonly root: string;
  /** Number of steps if nothing ends it earlier; they count from 1. */
  readonly steps: number;
  /** A digest of everything that the state after a step depends on. */
  after(step: number): string;
}

/** Plain data; each trainable adds its own. */
export interface SharedSetup {
  /** A sentence that says how an interrupted sweep goes on, if not by running its spec again. */
  readonly goesOn?: string;
  readonly [key: string]: unknown;
}
