import type { Assignment, Configuration } from '../configuration.ts';
import type { SweepError } from '../errors.ts';
import type { Space } from '../space/space.ts';
import type { TrialSetup } from '../trial/trial.ts';

/**
 * What a trial runs: networks of ours, a program, a module. It knows what follows from a spec alone, without data,
 * files or processes; what needs those is its {@link Workload}.
 */
export interface Trainable<Setup extends TrialSetup = TrialSetup> {
  readonly kind: Setup['kind'];
  /** What one of its steps is called. */
  readonly stepName: 'epoch' | 'step';
  /** Whether its trials hand in states, from which they go on where they stopped. */
  readonly keepsStates: boolean;
  /** Parameters that a grid varies slowest and that a draw begins with; all others follow by name. */
  readonly outermost: readonly string[];
  /** The parameters that it knows, with other names that may be written for them; undefined where it takes any. */
  readonly parameters: readonly KnownParameter[] | undefined;
  /** The metrics that each of its trials reports, the ones that people look at first; undefined where it may be any. */
  readonly metrics: readonly string[] | undefined;
  /** Those of them that are measured once, at the end, and have no curve. */
  readonly finalMetrics?: readonly string[];
  /** A filter of a leaderboard that shows what one can write. */
  readonly exampleFilter?: string;
  /** How many of the first trials may fail before the run ends, as the others would fail, too; no limit where absent. */
  readonly mostFirstFailures?: number;
  /** Whether a trial of it may end before its planned steps by itself; never where absent. */
  endsEarly?(configuration: Configuration): boolean;
  /** The canonical configuration for what a sampler assigned: equal for what trains the same thing the same way. */
  configure(assigned: Assignment): Configuration;
  /** Whatever of its setup influences results, as plain data with stable keys, for {@link canonicalSpec}. */
  canonicalSetup(setup: Setup, space: Space): Readonly<Record<string, unknown>>;
}

export interface KnownParameter {
  readonly name: string;
  readonly aliases?: readonly string[];
}

/** What is known of a configuration before it is trained. */
export interface Description {
  /** Numbers by name, such as weights and FLOPs; a leaderboard can be sorted and filtered by them. */
  readonly facts: Facts;
  /** Plain data for the pages of the trainable; it may be long, and is made when it is asked for. */
  readonly details?: unknown;
}

/** Facts that serve to plan: nobody compares configurations by them. */
export const PLANNING_FACTS: readonly string[] = [
  'plannedSteps',
  'stepMs',
  'restMs',
  'trialMs',
  'estimateErrorPercent',
];

/**
 * Numbers that are known of a configuration. `plannedSteps` says how many steps a trial has, where that is known, and
 * `stepMs` what one of them takes, `restMs` what the trial takes beside them; `trialMs` what it takes in all, where nobody
 * knows its steps. These are right in proportion; with `estimateErrorPercent` they are a time of this machine, and off by
 * about so much.
 */
export type Facts = Readonly<Record<string, number>>;

/** A trainable that is ready to run on this machine: its data is loaded, its files were found. */
export interface Workload {
  readonly kind: string;
  /** What all trials of the sweep share, as it is stored and shown. */
  readonly shared: SharedSetup;
  /** All that makes two sweeps of one name, seed and metric the same: equal parts, equal trials. */
  readonly identity: readonly unknown[];
  /** What its tables keep once for a sweep, such as the labels of a dataset. */
  readonly artifacts?: unknown;
  /** What the numbers of a trial follow from; absent where none begin with another one's steps. */
  reckoning?(configuration: Configuration, seed: number): Reckoning;
  /** A configuration as it would be trained here, or why it cannot be. */
  describe(configuration: Configuration): Description | SweepError;
}

/**
 * What the numbers of a trial follow from, step by step: two trials that have the same after a step have the same numbers
 * and states up to there.
 */
export interface Reckoning {
  /** What all of its digests begin with: trials that share a step have the same. */
  readonly root: string;
  /** How many steps it has if nothing ends it earlier; they count from 1. */
  readonly steps: number;
  /** A digest of all that the state after a step depends on. */
  after(step: number): string;
}

/** Plain data; each trainable adds what it has. */
export interface SharedSetup {
  readonly [key: string]: unknown;
}
