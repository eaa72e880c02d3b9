/**
 * Keras's names: of the training images as the network saw them, with dropout, and of the validation images.
 */
export const EPOCH_METRICS = ['loss', 'accuracy', 'val_loss', 'val_accuracy'] as const;
export type EpochMetricName = (typeof EPOCH_METRICS)[number];

/** For one image alone, and for 1,000 in one call, on one thread beside the other workers. */
export const LATENCIES = ['latencyMs', 'latency1000Ms'] as const;
/** Images in the larger of them; a smaller test set has no such latency. */
export const MANY_IMAGES = 1000;

/** Metrics that are measured once, with the kept weights. */
export const FINAL_METRICS = ['test_loss', 'test_accuracy', ...LATENCIES] as const;

/** The metrics of one epoch. */
export type EpochMetrics = Readonly<Record<EpochMetricName, number>>;

/** All metrics of a trial that has completed. */
export type NetworkMetrics = Readonly<
  Record<EpochMetricName | Exclude<(typeof FINAL_METRICS)[number], 'latency1000Ms'>, number> & {
    latency1000Ms?: number;
  }
>;

/** The metrics that are the same in every training with the same seed: all but times. */
export function withoutTimes<Metrics extends object>(
  metrics: Metrics,
): Omit<Metrics, (typeof LATENCIES)[number]> {
  const { latencyMs: _, latency1000Ms: __, ...others } = metrics as Metrics & Partial<NetworkMetrics>;
  return others as Omit<Metrics, (typeof LATENCIES)[number]>;
}
