import type { Assignment, ModelName } from '../../configuration.ts';
import type { RankedOn } from '../../sweepfile/selection.ts';
import type { Metric, MetricName } from '../../sweepfile/spec.ts';
import type { TrialState, Validation } from '../../trial/trial.ts';
import type { DatasetSummary } from '../store.ts';

/** Keras's keys; null where absent or not finite. */
export interface FinalMetrics {
  readonly loss: number | null;
  readonly accuracy: number | null;
  readonly val_loss: number | null;
  readonly val_accuracy: number | null;
  readonly test_loss: number | null;
  readonly test_accuracy: number | null;
}

/** What a dataset's numbers must never be shown without. */
export type DatasetLabel = Pick<DatasetSummary, 'name' | 'synthetic' | 'fingerprint'>;

/**
 * A configuration (or, by trial, a trial) of a leaderboard, and a row of `leaderboard --json`. Metrics are means
 * over the completed trials or, before there are any, over the epochs so far.
 */
export interface LeaderboardRow extends FinalMetrics {
  /**
   * From 1, over the whole sweep whatever is filtered or sorted; null where nothing has completed with a finite value.
   * Equal rows share a rank: 1, 1, 1, 4. The first of those that share rank 1, by the numbers of their trials, counts as the best.
   */
  readonly rank: number | null;
  /** SHA-256 of the configuration, in hex. */
  readonly configuration: string;
  /** Id of the sweep. */
  readonly sweep: number;
  readonly model: ModelName;
  readonly state: TrialState;
  readonly parameters: Assignment;
  readonly metric: MetricName;
  readonly goal: Metric['goal'];
  /** Of the metric over the completed trials, each at the epoch whose weights it keeps. */
  readonly mean: number | null;
  /** Sample standard deviation over the same; null for fewer than two. */
  readonly std: number | null;
  /** How many trials `mean` is over. */
  readonly replicates: number;
  /** Numbers of all its trials, ascending. */
  readonly trials: readonly number[];
  /** What its trials are tagged with, sorted. */
  readonly tags: readonly string[];
  /** True where all of its trials are hidden; that changes no rank. */
  readonly hidden: boolean;
  /** Why the first of its failed trials failed; null where none did. */
  readonly reason: string | null;
  /** Epochs done by the trial that did most. */
  readonly epochs: number;
  /** The best epochs of the trials whose metrics are averaged, from 1; absent where those of the
   * weights that were kept are. */
  readonly bestEpochs?: readonly number[];
  /** Weights of the network, moving averages included, as Keras's `count_params` has it. */
  readonly parameterCount: number;
  /** Mean over the same trials as the metrics. */
  readonly durationMs: number | null;
  /** Of one image alone, once trained: the mean over the same trials; null where it was not measured. */
  readonly latencyMs: number | null;
  readonly dataset: DatasetLabel;
  /** With `test`, selection saw the test set and its numbers are flattered. */
  readonly validation: Validation['kind'];
  /** The images that `metric` is measured on: with `training`, ranks say nothing of other images. */
  readonly rankedOn: RankedOn;
}
