import { forReading } from '../metric/forReading.ts';
import { trainableOf } from './index.ts';

/** The metrics of a sweep that have a curve, the most interesting first. */
export function curveMetrics(kind: string, names: readonly string[]): string[] {
  const { finalMetrics = [] } = trainableOf(kind);
  return forReading(names.filter((name) => !finalMetrics.includes(name)));
}
