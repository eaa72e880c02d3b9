import type { Control, Settings } from '../../charts/chart.ts';
import { type LeaderboardQuery, readQuery, writeQuery } from '../addresses/query.ts';

/** The query string of a request. */
export type Query = Readonly<Record<string, unknown>>;

/** The filter of an address; undefined if there is none. */
export function whereOf({ where }: Query): string | undefined {
  return typeof where === 'string' && where.trim() !== '' ? where : undefined;
}

/** The leaderboard's groups, as groups of the learning curves. */
export function grouping({ group }: LeaderboardQuery): Settings {
  return group === undefined ? {} : { group };
}

/**
 * A query string with the leaderboard's view, above all its filter, and the settings; empty if there is
 * neither.
 */
export function viewAddress(
  query: Query,
  settings: Settings,
  change: Partial<LeaderboardQuery> = {},
): string {
  const view = new URLSearchParams(writeQuery(readQuery(query), { page: 1, ...change }));
  for (const [name, value] of Object.entries(settings)) view.set(name, value);
  return view.size === 0 ? '' : `?${view}`;
}

/** The settings that differ from the usual ones. */
export function unusual(controls: readonly Control[], settings: Settings): Settings {
  return Object.fromEntries(
    controls.flatMap(({ name, choices }) =>
      settings[name] === choices[0]?.value ? [] : [[name, settings[name]!]],
    ),
  );
}
