import { byRank, type LeaderboardRow } from '../store/index.ts';

/** A configuration whose metric is known. */
export type RankedRow = LeaderboardRow & { readonly mean: number };

/** Those of the rows that have a metric, best first. */
export function rankedRows(rows: readonly LeaderboardRow[]): RankedRow[] {
  return rows.filter((row): row is RankedRow => row.mean !== null).sort(byRank);
}

/** Why a chart of finished configurations is empty. */
export function whyEmpty(all: number): string {
  return all === 0
    ? 'No configuration matches the filter.'
    : 'No trial has completed yet; the chart appears when the first one has.';
}
