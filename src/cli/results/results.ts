import type { MetricValues } from '../../metric/metric.ts';
import type { Database, HistoryRow, LeaderboardRow, TrialDetail } from '../../store/index.ts';
import type { StepReport } from '../../trial/trial.ts';
import type { Context } from '../context.ts';

/**
 * How the results of a trainable are shown: the most interesting numbers, and the JSON that scripts rely on.
 */
export interface Results {
  /** Metrics in a table, in addition to the one that ranks the sweep, and titles of their columns. */
  boardMetrics(ranked: string, rows: readonly LeaderboardRow[]): string[];
  /** Facts of a configuration in a table. */
  readonly boardFacts: readonly string[];
  /** Metrics that are printed for a trial while it runs and when it has ended; the first ones of many. */
  runningMetrics(ranked: string): readonly string[];
  endMetrics(ranked: string, metrics: MetricValues): readonly string[];
  /** Metrics of a step, in the order of a log. */
  stepMetrics(ranked: string, metrics: MetricValues): readonly string[];
  /** A row of `leaderboard --json`. */
  row(row: LeaderboardRow): object;
  /** A line of `run --json` for a step. */
  report(trial: number, report: StepReport): object;
  /** The fields of `trial_ended` of `run --json` that give the number of steps. */
  steps(steps: number): object;
  /** The parts of `show` for one trial. */
  trial(db: Database, trial: TrialDetail): ShownTrial;
}

/** One trial for `show`. */
export interface ShownTrial {
  /** All data except its sweep and its curve. */
  readonly json: object;
  /** A step in JSON. */
  step(row: HistoryRow): object;
  /** Texts between its parameters and its curve, and after its curve; empty if there are none. */
  before(context: Context): string;
  after(context: Context): string;
}
