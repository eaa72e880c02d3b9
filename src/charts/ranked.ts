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

/** `All 48 configurations.` or `500 of 9,871 configurations: the best, and an even choice of the rest.` */
export function drawnOf(drawn: number, all: number, noun: string): string {
  const total = plural(all, noun);
  if (drawn === all) return all === 1 ? `One ${noun}.` : `All ${total}.`;
  return `${count(drawn)} of ${total}: the best, and an even choice of the rest.`;
}
