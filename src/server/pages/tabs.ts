import { chartsHref, sweepHref } from '../addresses/addresses.ts';
import { type LeaderboardQuery, writeQuery } from '../addresses/query.ts';

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

/** The pages of a sweep; what the reader chose goes along from one to the other. */
export function sweepTabs(sweepId: number, view: LeaderboardQuery, current: SweepTab): Tab[] {
  const query = writeQuery(view, { page: 1 });
  return TABS.map(({ title, hrefOf }) => ({
    title,
    href: hrefOf(sweepId, query),
    current: title === current,
  }));
}
