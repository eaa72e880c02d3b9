import { forReading } from '../metric/forReading.ts';
import { trainableOf } from './index.ts';

/** Those of a sweep's metrics that have a curve, in the order in which people look at them. */
export function curveMetrics(kind: string, names: readonly string[]): string[] {
  const { finalMetrics = [] } = trainableOf(kind);
  return forReading(names.filter((name) => !finalMetrics.includes(name)));
}
