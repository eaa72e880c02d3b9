import { csvHref, sweepHref, workspaceHref } from '../server/addresses/addresses.ts';
import { type LeaderboardQuery, readQuery, writeQuery } from '../server/addresses/query.ts';
import type { Asked, Place } from './place.ts';
import { fileFor } from './queryFile.ts';

/** Pages of a leaderboard in an order other than by rank. */
const SORTED_PAGES = 2;

/**
 * By configuration and by trial, with the last and the best epoch: all pages by rank, the first ones by every
 * column up and down, and the groups by every parameter that varies. Filters, colours and choices of columns
 * are left out.
 */
export function leaderboardPlace(sweepId: number, { query }: Asked): Place | undefined {
  const asked = readQuery(Object.fromEntries(query));
  if (!isKept(asked)) return undefined;
  const state = new URLSearchParams(writeQuery(asked));
  const file = state.size === 0 ? 'index.html' : fileFor('leaderboard/', state, 'html');
  return { address: sweepHref(sweepId, `?${state}`), file };
}

function isKept({
  where,
  charts,
  columns,
  color,
  rows,
  sort,
  page,
  hidden,
  queued,
  group,
  baseline,
}: LeaderboardQuery): boolean {
  if (where !== undefined || baseline !== undefined || color !== undefined) return false;
  if (charts || columns || rows !== USUAL.rows) return false;
  if (sort === undefined) return true;
  return !hidden && !queued && group === undefined && page <= SORTED_PAGES;
}

const USUAL = readQuery({});

/** The leaderboard beside its usual charts, in no other view. */
export function workspacePlace(sweepId: number, { query, from }: Asked): Place | undefined {
  if (query.has('where') || (from && query.size > 0)) return undefined;
  return { address: workspaceHref(sweepId), file: 'workspace/index.html' };
}

/** All rows, in any order. */
export function csvPlace(sweepId: number, { query }: Asked): Place | undefined {
  const { where, by, epoch } = readQuery(Object.fromEntries(query));
  if (where !== undefined) return undefined;
  const state = new URLSearchParams(writeQuery({ ...USUAL, by, epoch }));
  return { address: csvHref(sweepId, `?${state}`), file: fileFor('leaderboard', state, 'csv') };
}
