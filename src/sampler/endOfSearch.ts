import { plural } from '../format.ts';
import { metricInfo } from '../metric/catalogue.ts';
import { isBetter } from '../metric/metric.ts';
import type { Spec } from '../sweepfile/spec.ts';
import type { Observation } from './sampler.ts';

type EndingSpec = Pick<Spec, 'metric' | 'target' | 'noGainIn'>;

/** Whether what comes of a search may end it, before it has proposed all that it might. */
export function mayEnd({ target, noGainIn }: EndingSpec): boolean {
  return target !== undefined || noGainIn !== undefined;
}

/**
 * Why nothing more is to be proposed, in a sentence; undefined where the search goes on. It follows from the observations
 * alone, which are in order of index, so that a search ends with the same trial however many run at once.
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
