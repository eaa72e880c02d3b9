import type { Goal } from '../../metric/metric.ts';
import { ownValue } from '../../ownValue.ts';
import { thin } from '../../thin.ts';
import type { TrialScore } from './scores.ts';

/** Most values of an optimization history: as many as a small picture can show. */
const MOST_VALUES = 60;

/**
 * The best value so far of a metric over the completed trials, by trial number, thinned to at most 60 values,
 * the last value always included; empty before a trial has completed.
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
