/**
 * Keras's names: of the training images as the network saw them, with dropout, and of the validation images.
 */
export const EPOCH_METRICS = ['loss', 'accuracy', 'val_loss', 'val_accuracy'] as const;
export type EpochMetricName = (typeof EPOCH_METRICS)[number];

/**
 * Metrics that are measured once, with the kept weights. `latencyMs` is for one image alone, on one thread.
 */
export const FINAL_METRICS = ['test_loss', 'test_accuracy', 'latencyMs'] as const;

/** The metrics of one epoch. */
export type EpochMetrics = Readonly<Record<EpochMetricName, number>>;

/** All metrics of a trial that has completed. */
export type NetworkMetrics = Readonly<Record<EpochMetricName | (typeof FINAL_METRICS)[number], number>>;
