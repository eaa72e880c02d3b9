import { chartsHref, sweepHref, workspaceHref } from '../addresses/addresses.ts';
import { type LeaderboardQuery, writeQuery } from '../addresses/query.ts';

/** A page about a sweep; the other pages link to it with the same filter. */
export interface Tab {
  readonly title: string;
  readonly href: string;
  readonly current: boolean;
}

const TABS = [
  { title: 'Leaderboard', hrefOf: sweepHref },
  { title: 'Charts', hrefOf: chartsHref },
  { title: 'Workspace', hrefOf: workspaceHref },
] as const;
export type SweepTab = (typeof TABS)[number]['title'];

/** The pages of a sweep; the links between them carry what the reader chose. */
export function sweepTabs(sweepId: number, view: LeaderboardQuery, current: SweepTab): Tab[] {
  const query = writeQuery(view, { page: 1 });
  return TABS.map(({ title, hrefOf }) => ({
    title,
    href: hrefOf(sweepId, query),
    current: title === current,
  }));
}
