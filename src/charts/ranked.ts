import { count, plural } from '../format.ts';
import { byRank, type LeaderboardRow } from '../store/index.ts';
import type { ChartData } from './chart.ts';

/** A configuration with a metric. */
export type RankedRow = LeaderboardRow & { readonly mean: number };

/** The rows that have a metric, best first. */
export function rankedRows(rows: readonly LeaderboardRow[]): RankedRow[] {
  return rows.filter((row): row is RankedRow => row.mean !== null).sort(byRank);
}

/** Why a chart of finished configurations is empty. */
export function whyEmpty({ rows, whyNone, trials, sweep }: ChartData): string {
  if (rows.length === 0) return whyNone;
  return trials.some(({ state }) => state === 'completed')
    ? `No completed trial has reported ${sweep.metric}, by which this sweep ranks.`
    : 'No trial has completed yet; the chart appears when the first one has.';
}

/**
 * Which configurations are drawn: `All 48 configurations.`, `500 of 9,871 configurations: the best, and an even choice
 * of the rest.` or, with some that never got a result, `All 12 configurations with a result; 36 have none: 30 stopped
 * early, 6 failed.`
 * `drawable` are those that could be drawn, `rows` all that pass the filter, which is named if there is one.
 */
export function drawnOf(
  drawn: number,
  drawable: number,
  { rows, isFiltered }: Pick<ChartData, 'rows' | 'isFiltered'>,
): string {
  const without = rows.filter(({ mean }) => mean === null);
  const passing = isFiltered ? ` that ${drawable === 1 ? 'passes' : 'pass'} the filter` : '';
  const total = `${plural(drawable, 'configuration')}${without.length > 0 ? ' with a result' : ''}${passing}`;
  const which =
    drawn < drawable
      ? `${count(drawn)} of ${total}: the best, and an even choice of the rest`
      : drawable === 1
        ? `One ${total.slice(2)}`
        : `All ${total}`;
  if (without.length === 0) return `${which}.`;
  const why = Object.entries(WITHOUT_RESULT).flatMap(([words, states]) => {
    const found = without.filter(({ state }) => states.includes(state)).length;
    return found > 0 ? `${count(found)} ${words}` : [];
  });
  return `${which}; ${count(without.length)} ${without.length === 1 ? 'has' : 'have'} none: ${why.join(', ')}.`;
}

const WITHOUT_RESULT: Readonly<Record<string, readonly LeaderboardRow['state'][]>> = {
  'stopped early': ['pruned'],
  failed: ['failed'],
  cancelled: ['cancelled'],
  'not done yet': ['queued', 'running'],
  'without a finite value': ['completed'],
};
