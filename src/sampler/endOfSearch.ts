import { plural } from '../format.ts';
import { metricInfo } from '../metric/catalogue.ts';
import { isBetter } from '../metric/metric.ts';
import type { Spec } from '../sweepfile/spec.ts';
import type { Observation } from './sampler.ts';

type EndingSpec = Pick<Spec, 'metric' | 'target' | 'noGainIn'>;

/** Whether results may end a search before it has proposed everything. */
export function mayEnd({ target, noGainIn }: EndingSpec): boolean {
  return target !== undefined || noGainIn !== undefined;
}

/**
 * A sentence that says why nothing more is proposed; undefined if the search goes on. It depends on the
 * observations alone, in order of index, so that a search ends with the same trial however many run at once.
 */
export function endOfSearch(
  { metric, target, noGainIn }: EndingSpec,
  known: readonly Observation[],
): string | undefined {
  const { name, goal } = metric;
  const { format } = metricInfo(name);
  let best: Observation | undefined;
  let since = 0;
  for (const observation of known) {
    const { state, value } = observation;
    since++;
    if (state !== 'completed' || value === undefined) continue;
    if (target !== undefined && !isBetter(target, value, goal))
      return `${name} reached its target ${target} with ${format(value)}.`;
    if (best && !isBetter(value, best.value!, goal)) continue;
    best = observation;
    since = 0;
  }
  if (noGainIn === undefined || !best || since < noGainIn) return undefined;
  return `The last ${plural(since, 'configuration')} brought no better ${name} than ${format(best.value!)}.`;
}
