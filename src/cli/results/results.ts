import type { MetricValues } from '../../metric/metric.ts';
import type { Database, HistoryRow, LeaderboardRow, TrialDetail } from '../../store/index.ts';
import type { StepReport } from '../../trial/trial.ts';
import type { Context } from '../context.ts';

/** How the results of a trainable are shown: which numbers people look at first, and the JSON that scripts rely on. */
export interface Results {
  /** Metrics that stand in a table beside the one that a sweep is ranked by, and titles of their columns. */
  boardMetrics(ranked: string, rows: readonly LeaderboardRow[]): string[];
  /** Facts of a configuration that do. */
  readonly boardFacts: readonly string[];
  /** Metrics that are said of a trial while it runs and when it has ended; the first ones of many. */
  runningMetrics(ranked: string): readonly string[];
  endMetrics(ranked: string, metrics: MetricValues): readonly string[];
  /** Metrics of a step, in the order in which a log has them. */
  stepMetrics(ranked: string, metrics: MetricValues): readonly string[];
  /** A row of `leaderboard --json`. */
  row(row: LeaderboardRow): object;
  /** A line of `run --json` for a step. */
  report(trial: number, report: StepReport): object;
  /** `trial_ended` of `run --json`: how many steps. */
  steps(steps: number): object;
  /** What is shown of one trial. */
  trial(db: Database, trial: TrialDetail): ShownTrial;
}

/** One trial for `show`. */
export interface ShownTrial {
  /** All of it, but for its sweep and its curve. */
  readonly json: object;
  /** A step as JSON has it. */
  step(row: HistoryRow): object;
  /** Texts between its parameters and its curve, and after its curve; empty where there is none. */
  before(context: Context): string;
  after(context: Context): string;
}
