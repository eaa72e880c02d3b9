import type { LeaderboardRow } from './row.ts';

/** What pages count over all rows of a leaderboard. */
export interface RowCounts {
  readonly hidden: number;
  /** Rows that wait to be trained. */
  readonly queued: number;
  /** The number of rows at each rank that several share. */
  readonly shared: ReadonlyMap<number, number>;
}

const known = new WeakMap<readonly LeaderboardRow[], RowCounts>();

/** Counts over all rows of a leaderboard, best first: once for each list, since reading very many rows takes time. */
export function countRows(rows: readonly LeaderboardRow[]): RowCounts {
  let counts = known.get(rows);
  if (!counts) {
    counts = counted(rows);
    known.set(rows, counts);
  }
  return counts;
}

function counted(rows: readonly LeaderboardRow[]): RowCounts {
  let [hidden, queued] = [0, 0];
  const shared = new Map<number, number>();
  let before: number | null = null;
  for (const row of rows) {
    const { rank } = row;
    if (row.hidden) hidden++;
    if (rank === null && row.state === 'queued') queued++;
    if (rank !== null && rank === before) shared.set(rank, (shared.get(rank) ?? 1) + 1);
    before = rank;
  }
  return { hidden, queued, shared };
}
