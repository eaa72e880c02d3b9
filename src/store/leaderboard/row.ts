import type { Configuration } from '../../configuration.ts';
import type { Goal, StoredMetrics } from '../../metric/metric.ts';
import type { RankedOn } from '../../trainable/network/selection.ts';
import type { Validation } from '../../trainable/network/setup.ts';
import type { DatasetSummary } from '../../trainable/network/shared.ts';
import type { Facts } from '../../trainable/trainable.ts';
import type { TrialState } from '../../trial/trial.ts';

/** What a dataset's numbers must never be shown without. */
export type DatasetLabel = Pick<DatasetSummary, 'name' | 'synthetic' | 'fingerprint'>;

/**
 * A configuration (or, by trial, a trial) of a leaderboard. Metrics are means over the completed trials or, before there
 * are any, over the steps so far.
 */
export interface LeaderboardRow {
  /**
   * From 1, over the whole sweep whatever is filtered or sorted; null where nothing has completed with a finite value.
   * Equal rows share a rank: 1, 1, 1, 4. The first of those that share rank 1, by the numbers of their trials, counts as the best.
   */
  readonly rank: number | null;
  /** SHA-256 of the configuration, in hex. */
  readonly configuration: string;
  /** Id of the sweep. */
  readonly sweep: number;
  readonly state: TrialState;
  readonly parameters: Configuration;
  /** Numbers that were known of it before it was trained. */
  readonly facts: Facts;
  readonly metric: string;
  readonly goal: Goal;
  /** All metrics by name; null where a trial has none or it is not finite. */
  readonly metrics: StoredMetrics;
  /** Mean of the metric over the completed trials, each at the step that it keeps. */
  readonly mean: number | null;
  /** Sample standard deviation over the same; null for fewer than two. */
  readonly std: number | null;
  /** How many trials `mean` is over. */
  readonly replicates: number;
  /** True where the sweep's finals train it with further seeds: it stands before those that they do not. */
  readonly finalist: boolean;
  /** Numbers of all its trials, ascending. */
  readonly trials: readonly number[];
  /** What its trials are tagged with, sorted. */
  readonly tags: readonly string[];
  /** True where all of its trials are hidden; that changes no rank. */
  readonly hidden: boolean;
  /** True where a trial failed or has no finite metric: such a configuration never wins over a sound one. */
  readonly flawed: boolean;
  /** Why the first of its failed trials failed or, where none did, the first that was pruned was stopped; else null. */
  readonly reason: string | null;
  /** Steps done by the trial that did most. */
  readonly steps: number;
  /** The best steps of the trials whose metrics are averaged; absent where those of the steps that were kept are. */
  readonly bestSteps?: readonly number[];
  /** Mean over the same trials as the metrics. */
  readonly durationMs: number | null;
  readonly dataset: DatasetLabel | null;
  /** Kind of validation; with `test`, selection saw the test set and its numbers are flattered. */
  readonly validation: Validation['kind'] | null;
  /** The images that `metric` is measured on: with `training`, ranks say nothing of other images. */
  readonly rankedOn: RankedOn | null;
}
