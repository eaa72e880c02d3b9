import { judge, pairedTable, type Verdict } from '../analysis/index.ts';
import { type Database, type LeaderboardRow, predictions, type TrialRef } from '../store/index.ts';
import type { Winner } from './winner.ts';

/** A configuration that ranks after the winner, by its best trial. */
export interface Rival {
  readonly row: LeaderboardRow;
  readonly trial: number;
  /**
   * The verdict on the winner against it, on the same test images; undefined if the database lacks its
   * predictions.
   */
  readonly verdict: Verdict | undefined;
}

/** Rows of the leaderboard that are listed and compared with the winner. */
export const MOST_ROWS = 25;

/** `rows` are all rows with a rank, the winner's first. */
export function readRivals(
  db: Database,
  { tested }: Winner,
  rows: readonly LeaderboardRow[],
  best: (row: LeaderboardRow) => TrialRef,
): Rival[] {
  return rows.slice(1, MOST_ROWS).map((row) => {
    const { number, trialId } = best(row);
    const predicted = tested && predictions(db, trialId, 'test');
    const comparable = predicted && predicted.length === tested.truth.length;
    return {
      row,
      trial: number,
      verdict: comparable ? judge(pairedTable(tested.predicted, predicted, tested.truth)) : undefined,
    };
  });
}
