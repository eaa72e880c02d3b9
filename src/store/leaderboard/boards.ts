import { desc } from 'drizzle-orm';
import { SweepError } from '../../errors.ts';
import type { Column } from '../../trial/varying.ts';
import type { Database } from '../database.ts';
import { type LeaderboardOptions, select } from '../queries/leaderboard.ts';
import { sweeps } from '../schema.ts';
import { sweepIsThere } from '../steering/target.ts';
import { Board, type EpochChoice } from './board.ts';
import type { LeaderboardRow } from './row.ts';
import type { TrialScore } from './scores.ts';

export interface BoardOptions extends LeaderboardOptions {
  readonly epoch?: EpochChoice | undefined;
}

/** How a sweep stands. */
export interface Standing {
  /** The first row of the leaderboard, and the number of its best trial; undefined before one has completed. */
  readonly leader: { readonly row: LeaderboardRow; readonly trial: number } | undefined;
  /** About how long it still takes; undefined where no trial runs or no epoch has ended. */
  readonly timeLeftMs: number | undefined;
}

/** The leaderboards of a database that is read again and again while it grows, such as by a dashboard. */
export class Boards {
  private readonly db: Database;
  private readonly boards: Record<EpochChoice, Map<number, Board>> = { last: new Map(), best: new Map() };

  constructor(db: Database) {
    this.db = db;
  }

  /**
   * As the query `leaderboard` gives it, or with the metrics of each trial's best epoch; test metrics are always those
   * of the weights that were kept. The rows hold until the next call.
   * @throws SweepError `sweep_not_found`; `filter_invalid` for a wrong filter or sort key.
   */
  leaderboard(sweepId: number, options: BoardOptions = {}): readonly LeaderboardRow[] {
    return select(() => this.board(sweepId, options.epoch).best(options.by), options);
  }

  /** The columns in which the configurations of a sweep differ. */
  columns(sweepId: number): readonly Column[] {
    return this.board(sweepId).columns();
  }

  /**
   * All trials of a sweep, by number, with where and when they ran; they hold until the next call.
   * @throws SweepError `sweep_not_found`.
   */
  trials(sweepId: number): readonly TrialScore[] {
    return this.board(sweepId).scores();
  }

  /** All columns that a configuration of a sweep has, the ones that vary first. */
  parameters(sweepId: number): readonly Column[] {
    return this.board(sweepId).parameters();
  }

  /** What leads a sweep, and about how long it still takes. */
  standing(sweepId: number): Standing {
    const board = this.board(sweepId);
    const [row] = board.best();
    const leader = row && row.rank !== null ? { row, trial: board.bestReplicate(row) } : undefined;
    return { leader, timeLeftMs: board.timeLeft() };
  }

  /** The best value so far over the completed trials of a sweep, at most 60 values. */
  climb(sweepId: number): readonly number[] {
    return this.board(sweepId).climb();
  }

  /**
   * Reads ahead what pages will ask for, the latest sweep first and some of it with each step, so that others are
   * answered between steps.
   */
  *readAhead(): Generator<void> {
    const ids = this.db.read((orm) =>
      orm.select({ id: sweeps.id }).from(sweeps).where(sweepIsThere).orderBy(desc(sweeps.id)).all(),
    );
    for (const [index, { id }] of ids.entries()) {
      yield this.readBoard(id, {});
      if (index > 0) continue;
      yield this.readBoard(id, { by: 'trial' });
      yield this.readBoard(id, { epoch: 'best' });
    }
  }

  /** A sweep may be gone by the time it is its turn. */
  private readBoard(sweepId: number, { by, epoch }: BoardOptions): void {
    try {
      this.board(sweepId, epoch).best(by);
    } catch (error) {
      if (!(error instanceof SweepError && error.code === 'sweep_not_found')) throw error;
    }
  }

  /** The numbers of the best trials of rows by configuration of one sweep. */
  bestReplicates(rows: readonly LeaderboardRow[], epoch?: EpochChoice): number[] {
    if (rows.length === 0) return [];
    const board = this.board(rows[0]!.sweep, epoch);
    return rows.map((row) => board.bestReplicate(row));
  }

  private board(sweepId: number, epoch: EpochChoice = 'last'): Board {
    const boards = this.boards[epoch];
    const board = boards.get(sweepId) ?? new Board(sweepId, epoch);
    if (!this.db.read((orm) => board.refresh(orm, this.db.snapshot))) {
      boards.delete(sweepId);
      throw new SweepError('sweep_not_found', `There is no sweep with id ${sweepId}.`);
    }
    boards.set(sweepId, board);
    return board;
  }
}
