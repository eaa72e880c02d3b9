import { SweepError } from '../../errors.ts';
import type { Column } from '../../trial/varying.ts';
import type { Database } from '../database.ts';
import { type LeaderboardOptions, select } from '../queries/leaderboard.ts';
import { Board } from './board.ts';
import type { LeaderboardRow } from './row.ts';

/** How a sweep stands. */
export interface Standing {
  /** The first row of the leaderboard, and the number of its best trial; undefined before one has completed. */
  readonly leader: { readonly row: LeaderboardRow; readonly trial: number } | undefined;
  /** About how long it still takes; undefined where it does not run or no trial has ended. */
  readonly timeLeftMs: number | undefined;
}

/** The leaderboards of a database that is read again and again while it grows, such as by a dashboard. */
export class Boards {
  private readonly db: Database;
  private readonly boards = new Map<number, Board>();

  constructor(db: Database) {
    this.db = db;
  }

  /**
   * As the query `leaderboard` gives it; the rows hold until the next call.
   * @throws SweepError `sweep_not_found`; `filter_invalid` for a wrong filter or sort key.
   */
  leaderboard(sweepId: number, options: LeaderboardOptions = {}): readonly LeaderboardRow[] {
    return select(() => this.board(sweepId).best(options.by), options);
  }

  /** The columns in which the configurations of a sweep differ. */
  columns(sweepId: number): readonly Column[] {
    return this.board(sweepId).columns();
  }

  /** What leads a sweep, and about how long it still takes. */
  standing(sweepId: number): Standing {
    const board = this.board(sweepId);
    const [row] = board.best();
    const leader = row && row.rank !== null ? { row, trial: board.bestReplicate(row) } : undefined;
    return { leader, timeLeftMs: board.timeLeft() };
  }

  /** The number of the best trial of a row by configuration. */
  bestReplicate(row: LeaderboardRow): number {
    return this.board(row.sweep).bestReplicate(row);
  }

  private board(sweepId: number): Board {
    const board = this.boards.get(sweepId) ?? new Board(sweepId);
    if (!this.db.read((orm) => board.refresh(orm))) {
      this.boards.delete(sweepId);
      throw new SweepError('sweep_not_found', `There is no sweep with id ${sweepId}.`);
    }
    this.boards.set(sweepId, board);
    return board;
  }
}
