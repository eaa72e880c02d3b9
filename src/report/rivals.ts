import { type Beside, besideBest } from '../comparison/index.ts';
import type { Database, LeaderboardRow, TrialRef } from '../store/index.ts';

/** A configuration that ranks after the winner, by its best trial. */
export interface Rival {
  readonly row: LeaderboardRow;
  readonly trial: number;
  /** Undefined if the database has too little of it to judge it. */
  readonly beside: Beside | undefined;
}

/** Rows of the leaderboard that are listed and compared with the winner. */
export const MOST_ROWS = 25;

/** `rows` are all rows with a rank, the winner's first. */
export function readRivals(
  db: Database,
  rows: readonly LeaderboardRow[],
  best: (row: LeaderboardRow) => TrialRef,
): Rival[] {
  const others = rows.slice(1, MOST_ROWS);
  const beside = besideBest(db, rows[0]!, others);
  return others.map((row, index) => ({ row, trial: best(row).number, beside: beside[index] }));
}
