import type { Configuration } from '../../configuration.ts';

/** Metrics by name; `step` among them is their step, and no metric. */
export type ReportedMetrics = Readonly<Record<string, number>>;

/** The arguments of a trainer for one trial. */
export interface TrainerContext<Parameters = Configuration> {
  /** The trial's configuration. */
  readonly parameters: Parameters;
  /** Differs between the replicates of a configuration: everything random should depend on it. */
  readonly seed: number;
  /** Number of the trial in its sweep, from 1. */
  readonly trial: number;
  /**
   * Aborts when the trial must stop; a trainer that yields often need not look at it. Later work does not
   * count. An interrupted trial is called again when the sweep goes on, and begins anew unless it kept a
   * checkpoint in `directory`.
   */
  readonly signal: AbortSignal;
  /**
   * Absolute path of the trial's own folder, kept between its attempts; it is created when this is first
   * read.
   */
  readonly directory: string;
  /**
   * How often the trial has reported the sweep's metric, attempts before this one included, when
   * `early_terminate` next decides about it: nothing stops it early before, and there it may have to wait or
   * end. After the last rung, `max_iter`. Undefined if the end is unknown or every report is judged.
   */
  readonly stepLimit?: number;
  /**
   * Reports metrics, as `yield` does, from anywhere within the trainer. Only a trainer that reports thousands
   * of steps a second needs to await the promise: it is pending while reports come faster than they can be
   * stored.
   * @throws Error if the metrics are no numbers, or the step is not a whole number from 0.
   */
  report(metrics: ReportedMetrics, step?: number): Promise<void>;
}

/**
 * Trains once with some parameters: a generator that yields the metrics of each step, or a function that
 * calls `report`. Its return value, if any, is reported as the last step. Steps count up from 1 unless they
 * are given; the latest value of each metric is the trial's. An error that it throws is the reason why the
 * trial failed.
 *
 * Trials of one worker share its thread and with it the module's top level: keep there what all of them need,
 * such as a dataset, and nothing that one of them changes.
 */
export type Trainer<Parameters = Configuration> = (
  context: TrainerContext<Parameters>,
) => AsyncIterable<Reported, Reported> | Iterable<Reported, Reported> | Promise<Reported>;

// biome-ignore lint/suspicious/noConfusingVoidType: a function that returns nothing has this type.
type Reported = ReportedMetrics | undefined | void;

/**
 * The trainer itself, with types for whoever writes it:
 *
 *     export const train = defineTrainer<{ learning_rate: number }>(async function* ({ parameters, seed }) {
 *       for (let epoch = 1; epoch <= 10; epoch++) yield { loss: await oneEpoch(parameters.learning_rate, seed) };
 *     });
 */
export function defineTrainer<Parameters = Configuration>(trainer: Trainer<Parameters>): Trainer<Parameters> {
  return trainer;
}
