import { ownValue } from '../ownValue.ts';
import type { ChartData } from './chart.ts';
import type { RankedRow } from './ranked.ts';

/**
 * The metric of a configuration by replicate, which have the same seeds in every configuration. With one replicate
 * each, trials need not be read.
 */
export function scoresBySeed(data: ChartData): (row: RankedRow) => ReadonlyMap<number, number> {
  const { sweep, rows } = data;
  if (rows.every(({ trials }) => trials.length === 1)) return ({ mean }) => new Map([[0, mean]]);
  const scores = new Map<string, Map<number, number>>();
  for (const { configuration, replicate, state, metrics } of data.trials) {
    const value = ownValue(metrics, sweep.metric);
    if (state !== 'completed' || typeof value !== 'number') continue;
    const of = scores.get(configuration.hash) ?? new Map<number, number>();
    scores.set(configuration.hash, of.set(replicate, value));
  }
  return ({ configuration }) => scores.get(configuration) ?? new Map();
}
