import type { Database } from '../database.ts';
import { Boards, type LeaderboardOptions } from '../leaderboard/boards.ts';
import type { LeaderboardRow } from '../leaderboard/row.ts';

/**
 * The ranked rows of a sweep, best first; ranks are those of the whole sweep. A caller that asks repeatedly
 * keeps `Boards`.
 * @throws SweepError `sweep_not_found`; `filter_invalid` for a wrong filter or sort key.
 */
export function leaderboard(
  db: Database,
  sweepId: number,
  options: LeaderboardOptions = {},
): readonly LeaderboardRow[] {
  return new Boards(db).leaderboard(sweepId, options);
}
