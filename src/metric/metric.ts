/** Metric name → value; a value may be NaN or infinite. */
export type MetricValues = Readonly<Record<string, number>>;

/** The same as stored and shown: null where a value was not finite, a key missing where there was none. */
export type StoredMetrics = Readonly<Record<string, number | null>>;

export type Goal = 'maximize' | 'minimize';

/** Whether a value is better than another one; never where either is NaN. */
export function isBetter(value: number, than: number, goal: Goal): boolean {
  return goal === 'maximize' ? value > than : value < than;
}

/** What a sweep ranks its trials by: a metric of any name. */
export interface Metric {
  readonly name: string;
  readonly goal: Goal;
}
