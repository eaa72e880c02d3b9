import type { Goal } from '../../metric/metric.ts';
import { ownValue } from '../../ownValue.ts';
import { thin } from '../../thin.ts';
import type { TrialScore } from './scores.ts';

/** Values of a optimizationHistory: as many as a small picture can tell apart. */
const MOST_VALUES = 60;

/**
 * The best value so far of a metric over the completed trials in the order of their numbers, thinned to at most 60
 * values of which the last is the last one's; empty before a trial has completed.
 */
export function optimizationHistory(
  trials: Iterable<TrialScore>,
  { metric, goal }: { readonly metric: string; readonly goal: Goal },
): readonly number[] {
  const inOrder = [...trials]
    .filter(({ state }) => state === 'completed')
    .sort((a, b) => a.number - b.number)
    .flatMap(({ metrics }) => ownValue(metrics, metric) ?? []);
  const better = goal === 'maximize' ? Math.max : Math.min;
  let best: number | undefined;
  const all = inOrder.map((value) => {
    best = best === undefined ? value : better(best, value);
    return best;
  });
  return thin(all, MOST_VALUES);
}
