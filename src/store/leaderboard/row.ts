import type { Configuration } from '../../configuration.ts';
import type { Goal, StoredMetrics } from '../../metric/metric.ts';
import type { RankedOn } from '../../trainable/network/selection.ts';
import type { Validation } from '../../trainable/network/setup.ts';
import type { DatasetSummary } from '../../trainable/network/shared.ts';
import type { Facts } from '../../trainable/trainable.ts';
import type { TrialState } from '../../trial/trial.ts';

/** Facts that must always accompany numbers on a dataset. */
export type DatasetLabel = Pick<DatasetSummary, 'name' | 'synthetic' | 'fingerprint'>;

/**
 * A configuration (or a trial, if rows are trials) of a leaderboard. Metrics are means over the completed
 * trials or, before there are any, over the steps so far.
 */
export interface LeaderboardRow {
  /**
   * Counted from 1 over the whole sweep, whatever is filtered or sorted; null if no trial has completed with
   * a finite value. Equal rows share a rank: 1, 1, 1, 4. Of the rows with rank 1, the one with the lowest
   * trial number counts as the best.
   */
  readonly rank: number | null;
  /** SHA-256 of the configuration, in hex. */
  readonly configuration: string;
  /** Id of the sweep. */
  readonly sweep: number;
  readonly state: TrialState;
  readonly parameters: Configuration;
  /** Numbers known before the training. */
  readonly facts: Facts;
  readonly metric: string;
  readonly goal: Goal;
  /** All metrics by name; null if a trial has no value or it is not finite. */
  readonly metrics: StoredMetrics;
  /** Mean of the metric over the completed trials, each at the step that it keeps. */
  readonly mean: number | null;
  /** Sample standard deviation over the same; null for fewer than two. */
  readonly std: number | null;
  /** Number of trials that `mean` averages. */
  readonly replicates: number;
  /**
   * True if the sweep's finals train it with further seeds: it comes before configurations that they do not
   * train.
   */
  readonly finalist: boolean;
  /** Numbers of all its trials, ascending. */
  readonly trials: readonly number[];
  /** The tags of its trials, sorted. */
  readonly tags: readonly string[];
  /** True if all of its trials are hidden; that changes no rank. */
  readonly hidden: boolean;
  /** True if a trial failed or has no finite metric: such a configuration never wins over a sound one. */
  readonly flawed: boolean;
  /**
   * Why the first of its failed trials failed or, if none did, why the first pruned one was stopped; else
   * null.
   */
  readonly reason: string | null;
  /** Steps of the trial that did the most. */
  readonly steps: number;
  /**
   * The best steps of the trials whose metrics are averaged; absent if the metrics are those of the steps
   * that were kept.
   */
  readonly bestSteps?: readonly number[];
  /** Mean over the same trials as the metrics. */
  readonly durationMs: number | null;
  readonly dataset: DatasetLabel | null;
  /** Kind of validation; with `test`, selection saw the test set and the numbers are too good. */
  readonly validation: Validation['kind'] | null;
  /** The images that `metric` is measured on; with `training`, ranks say nothing about other images. */
  readonly rankedOn: RankedOn | null;
}
