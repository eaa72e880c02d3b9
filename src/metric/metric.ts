/** Metric name → value; a value may be NaN or infinite. */
export type MetricValues = Readonly<Record<string, number>>;

/** Metrics as stored and shown: null if a value was not finite; a metric without a value is absent. */
export type StoredMetrics = Readonly<Record<string, number | null>>;

export type Goal = 'maximize' | 'minimize';

/** Whether a value is better than another one; never if either is NaN. */
export function isBetter(value: number, than: number, goal: Goal): boolean {
  return goal === 'maximize' ? value > than : value < than;
}

/** The metric that ranks a sweep's trials; it may have any name. */
export interface Metric {
  readonly name: string;
  readonly goal: Goal;
}
