import { chartsHref, sweepHref } from './addresses.ts';
import { type LeaderboardQuery, readQuery, writeQuery } from './query.ts';

/** A page about a sweep, reached from the others with the same filter. */
export interface Tab {
  readonly title: string;
  readonly href: string;
  readonly current: boolean;
}

const TABS = [
  { title: 'Leaderboard', hrefOf: sweepHref },
  { title: 'Charts', hrefOf: chartsHref },
] as const;
export type SweepTab = (typeof TABS)[number]['title'];

/** The pages of a sweep; a filter goes with the reader from one to the other. */
export function sweepTabs(sweepId: number, where: LeaderboardQuery['where'], current: SweepTab): Tab[] {
  const query = writeQuery(readQuery({ where }));
  return TABS.map(({ title, hrefOf }) => ({
    title,
    href: hrefOf(sweepId, query),
    current: title === current,
  }));
}
