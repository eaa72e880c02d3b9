import type { Metric, MetricName } from '../../sweepfile/spec.ts';
import { thin } from '../../thin.ts';
import type { TrialScore } from './scores.ts';

/** Values of a climb: as many as a small picture can tell apart. */
const MOST_VALUES = 60;

/**
 * The best value so far of a metric over the completed trials in the order of their numbers, thinned to at most 60
 * values of which the last is the last one's; empty before a trial has completed.
 */
export function climb(
  trials: Iterable<TrialScore>,
  { metric, goal }: Pick<Metric, 'goal'> & { readonly metric: MetricName },
): readonly number[] {
  const inOrder = [...trials]
    .filter((trial) => trial.state === 'completed' && trial[metric] !== null)
    .sort((a, b) => a.number - b.number);
  const better = goal === 'maximize' ? Math.max : Math.min;
  let best: number | undefined;
  const all = inOrder.map((trial) => {
    best = best === undefined ? trial[metric]! : better(best, trial[metric]!);
    return best;
  });
  return thin(all, MOST_VALUES);
}
