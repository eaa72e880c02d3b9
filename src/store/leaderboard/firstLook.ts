import { metric as formatMetric } from '../../format.ts';
import { compareMeans } from '../../metric/compareMeans.ts';
import { mean } from '../../metric/spread.ts';
import { ownValue } from '../../ownValue.ts';
import type { SweepInfo } from '../queries/sweepInfo.ts';
import type { LeaderboardRow } from './row.ts';
import type { TrialScore } from './scores.ts';

/**
 * Says what the best value of the search came to when its configuration was trained on further seeds; undefined
 * before that. `rows` and `trials` are all of the sweep.
 */
export function firstLookWords(
  { metric, goal, replicates }: Pick<SweepInfo, 'metric' | 'goal' | 'replicates'>,
  rows: readonly LeaderboardRow[],
  trials: readonly TrialScore[],
): string | undefined {
  const first = new Map<string, number[]>();
  for (const { replicate, state, configuration, metrics } of trials) {
    const value = state === 'completed' && replicate < replicates ? ownValue(metrics, metric) : undefined;
    if (value != null) first.set(configuration.hash, [...(first.get(configuration.hash) ?? []), value]);
  }
  const [best] = rows
    .flatMap((row) => {
      const values = first.get(row.configuration) ?? [];
      return values.length === replicates ? [{ row, replicates, mean: mean(values) }] : [];
    })
    .sort((a, b) => compareMeans(a, b, goal));
  if (!best) return undefined;
  const { row } = best;
  if (!row.finalist || row.flawed || row.replicates <= replicates) return undefined;
  const seeds = replicates === 1 ? 'one seed' : `${replicates} seeds`;
  const change = row.mean! - best.mean;
  const better = goal === 'maximize' ? change > 0 : change < 0;
  const [before, after] = [formatMetric(best.mean), formatMetric(row.mean)];
  const became =
    before === after ? 'the same' : `${better ? 'better' : 'worse'} by ${formatMetric(Math.abs(change))}`;
  return (
    `The best of the search, trial ${row.trials[0]}, had ${metric} ${before} with its ${seeds} and has ${after} over ` +
    `all ${row.replicates}, which is ${became}; it ranks ${row.rank}.`
  );
}
